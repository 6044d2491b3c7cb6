package orders

import "github.com/gin-gonic/gin"

func Public(group *gin.RouterGroup) {
	group.GET("", list)        // $ endpoint="GET /api/v1/orders" auth=optional
	group.GET("/:id", retrieve) // $ endpoint="GET /api/v1/orders/{id}" auth=optional
}

func Register(group *gin.RouterGroup) {
	h := NewHandler()
	group.POST("", h.Create)               // $ endpoint="POST /api/v1/orders" auth=required
	items := group.Group("/:id/items")
	items.DELETE("/:item", h.RemoveItem) // $ endpoint="DELETE /api/v1/orders/{id}/items/{item}" auth=required
}
