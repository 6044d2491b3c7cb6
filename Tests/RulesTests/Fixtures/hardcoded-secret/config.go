package config

import "os"

const (
	issuer    = "https://auth.example.com"
	apiKey    = "k8Jq2vXr9TbLw4Zs7Yp1Nc6Md3Hf5Ga0" // want hardcoded-secret "apiKey"
	tokenName = "session_token"
)

var jwtSecret = []byte(os.Getenv("JWT_SECRET"))

var awsAccess = "AKIAQ3EGRB7VN2KLM4TZ" // want hardcoded-secret "is written down in awsAccess"

var password = "changeme"

func Key() string { return apiKey + issuer + tokenName + string(jwtSecret) + awsAccess + password }
