package main

import (
	"errors"
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

type verdict int

const (
	skip verdict = iota
	refuse
	accept
)

type doors struct{ secret string }

type way func(c *gin.Context) (verdict, error)

func (d *doors) byHeader(admin bool) func(c *gin.Context) (verdict, error) {
	return func(c *gin.Context) (verdict, error) {
		token := c.GetHeader("X-Keys-Token")
		if token == "" {
			return skip, nil
		}
		if admin && token != d.secret {
			return refuse, nil
		}
		return accept, nil
	}
}

func (d *doors) byCookie(c *gin.Context) (verdict, error) {
	if _, err := c.Cookie("keys-session"); err != nil {
		return skip, nil
	}
	return accept, nil
}

func (d *doors) try(c *gin.Context, ways ...func(c *gin.Context) (verdict, error)) bool {
	for _, way := range ways {
		found, err := way(c)
		if err != nil {
			c.AbortWithError(500, err)
			return true
		}
		switch found {
		case refuse:
			c.AbortWithError(403, errors.New("not you"))
			return true
		case accept:
			c.Next()
			return true
		case skip:
			continue
		}
	}
	return false
}

func (d *doors) Known(c *gin.Context) {
	if !d.try(c, d.byHeader(false), d.byCookie) {
		c.AbortWithError(401, errors.New("who are you"))
	}
}

func (d *doors) Anybody(c *gin.Context) {
	if !d.try(c, d.byHeader(false), d.byCookie) {
		c.Next()
	}
}

func remember(c *gin.Context) {
	if c.GetHeader("Authorization") != "" {
		c.Set("user", "somebody")
	}
	c.Next()
}

func mustUser(c *gin.Context) {
	user, ok := c.Get("user")
	switch {
	case !ok || user == nil:
		c.String(http.StatusUnauthorized, "log in")
		c.Abort()
	default:
		c.Next()
	}
}

func handle(c *gin.Context) { c.Status(http.StatusNoContent) }

func main() {
	d := doors{secret: os.Getenv("SECRET")}
	g := gin.New()
	g.GET("/health", handle) // $ endpoint="GET /health" auth=none
	g.GET("/keys", d.Known, handle) // $ endpoint="GET /keys" auth=required
	g.Group("/news").Use(d.Anybody).GET("", handle) // $ endpoint="GET /news" auth=optional
	base := g.Group(os.Getenv("BASE"))
	base.Use(remember)
	base.GET("/profile", mustUser, handle) // $ endpoint="GET /profile" auth=required
	base.GET("/front", handle)             // $ endpoint="GET /front" auth=optional
	g.Run()
}
