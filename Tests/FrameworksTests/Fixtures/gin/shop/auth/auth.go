package auth

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

var errMissing = errors.New("missing")

func bearer(c *gin.Context) (string, error) {
	header := c.GetHeader("Authorization")
	if !strings.HasPrefix(header, "Bearer ") {
		return "", errMissing
	}
	return header[7:], nil
}

// Middleware reads a token, and refuses callers without one when it is told to.
func Middleware(required bool) gin.HandlerFunc {
	return func(c *gin.Context) {
		token, err := bearer(c)
		if err != nil {
			if required {
				c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": err.Error()})
			}
			return
		}
		c.Set("user", token)
		c.Next()
	}
}

// Basic refuses in a helper.
func Basic(c *gin.Context) {
	if _, _, ok := c.Request.BasicAuth(); !ok {
		deny(c)
		return
	}
	c.Next()
}

func deny(c *gin.Context) {
	c.Header("WWW-Authenticate", "Basic")
	c.AbortWithStatus(401)
}

// Limit is about nobody in particular.
func Limit(c *gin.Context) {
	if len(c.Request.URL.Path) > 1000 {
		c.AbortWithStatus(http.StatusRequestURITooLong)
	}
}

func Login(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"token": "t"}) }
