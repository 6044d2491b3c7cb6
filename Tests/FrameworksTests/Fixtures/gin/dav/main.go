package main

import (
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

// denyUnauthorized says no in words of its own, and ends the chain.
func denyUnauthorized(c *gin.Context) {
	c.Header("WWW-Authenticate", "Basic")
	c.AbortWithStatus(http.StatusUnauthorized)
}

// answerUnauthorized says no, and the chain goes on all the same.
func answerUnauthorized(c *gin.Context) {
	c.Header("WWW-Authenticate", "Basic")
	c.JSON(http.StatusUnauthorized, gin.H{"error": "who are you?"})
}

// fail ends the chain with whatever it is given.
func fail(c *gin.Context, status int, message string) {
	c.AbortWithStatusJSON(status, gin.H{"error": message})
}

// maybeForbidden ends the chain on some days only.
func maybeForbidden(c *gin.Context, strict bool) {
	if strict {
		c.AbortWithStatus(http.StatusForbidden)
	}
}

func basic(realm string) gin.HandlerFunc {
	return func(c *gin.Context) {
		user, password, ok := c.Request.BasicAuth()
		if !ok || user == "" || password == "" {
			denyUnauthorized(c)
			return
		}
		c.Set("user", user)
	}
}

func spoken(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		answerUnauthorized(c)
		return
	}
}

func failing(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		fail(c, http.StatusUnauthorized, "no token")
		return
	}
}

func sometimes(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		maybeForbidden(c, os.Getenv("STRICT") != "")
	}
}

func show(c *gin.Context) { c.Status(http.StatusOK) }

// mount is given a group that brings its guard along.
func mount(group *gin.RouterGroup) {
	group.GET("/files", show) // $ endpoint="GET /dav/files" auth=required by=basic
}

// mountEither is called for a group with a guard, and for the same one without.
func mountEither(group *gin.RouterGroup) {
	group.GET("/files", show) // $ endpoint="GET /either/files" auth=unknown by=basic
}

func main() {
	router := gin.New()
	if os.Getenv("NO_DAV") != "" {
		router.GET("/off", show) // $ endpoint="GET /off" auth=none
	} else {
		mount(router.Group("/dav", basic("dav")))
	}
	if os.Getenv("GUARDED") != "" {
		mountEither(router.Group("/either", basic("either")))
	} else {
		mountEither(router.Group("/either"))
	}
	router.GET("/spoken", spoken, show) // $ endpoint="GET /spoken" auth=optional by=spoken
	router.GET("/failing", failing, show) // $ endpoint="GET /failing" auth=required by=failing
	router.GET("/sometimes", sometimes, show) // $ endpoint="GET /sometimes" auth=optional by=sometimes
	router.Run()
}
