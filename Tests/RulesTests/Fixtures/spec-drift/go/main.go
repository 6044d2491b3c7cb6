package main

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func requireUser(c *gin.Context) {
	if c.GetHeader("Authorization") == "" {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	c.Next()
}

func listTools(c *gin.Context)  { c.JSON(http.StatusOK, []string{}) }
func addTool(c *gin.Context)    { c.Status(http.StatusCreated) }
func getTool(c *gin.Context)    { c.JSON(http.StatusOK, c.Param("id")) }
func lendTool(c *gin.Context)   { c.Status(http.StatusNoContent) }
func returnTool(c *gin.Context) { c.Status(http.StatusNoContent) }
func exportTools(c *gin.Context) { c.JSON(http.StatusOK, []string{}) }

func main() {
	r := gin.Default()
	api := r.Group("/api", requireUser)
	api.GET("/tools", listTools)
	api.POST("/tools", addTool)
	api.GET("/tools/:id", getTool)
	api.POST("/tools/:id/lend", lendTool)
	api.POST("/tools/:id/return", returnTool)
	api.GET("/tools/export", exportTools) // want spec-drift "GET /api/tools/export is served, and docs/swagger.yaml does not name it" note
	r.GET("/swagger/*any", listTools)
	_ = r.Run()
}
