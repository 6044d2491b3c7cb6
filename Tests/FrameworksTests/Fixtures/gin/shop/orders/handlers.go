package orders

import "github.com/gin-gonic/gin"

type Handler struct{ names []string }

func NewHandler() *Handler { return &Handler{} }

func (h *Handler) Create(c *gin.Context) { c.JSON(201, h.names) }

func (h *Handler) RemoveItem(c *gin.Context) { c.Status(204) }

func list(c *gin.Context) { c.JSON(200, nil) }

func retrieve(c *gin.Context) { c.JSON(200, c.Param("id")) }
