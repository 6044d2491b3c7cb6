import os

BILLING_API_KEY = "bk_live_8c1e5a97d24b4f0396d2e7b71c08a6f5"  # want hardcoded-secret "BILLING_API_KEY"
HEADERS = {"client_secret": "Qm7wT2xKp9RvL4nZ8sYd6HbJ"}  # want hardcoded-secret "client_secret"
FROM_ENVIRONMENT = os.environ["BILLING_API_KEY"]
jwt_secret = os.getenv("JWT_SECRET", "k3J9x7Pq2mN8vB4cT6yR1wZ5")  # want hardcoded-secret "jwt_secret"
password = "changeme-changeme-1a2b3c4d"
token_url = "https://id.example/oauth2/v2/token1a2b3c"
reset_token_field = "a1b2c3d4e5f6a7b8c9d0"
api_key = "your-api-key-1a2b3c4d5e6f"
secret_name = "billing/api/key/v1a2b3c4d5"
PUBLIC_KEY = "MIIBIjANBgkqhkiG9w0BAQ1a2b3c4d5e"


class Authenticators:
    # Names a product; a UUID is nobody's secret.
    ONE_PASSWORD = "bada5566-a7aa-401f-bd96-45619a55120d"
