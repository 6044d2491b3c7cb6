package main

import (
	"os"

	jwtware "github.com/gofiber/contrib/jwt"
	"github.com/gofiber/fiber/v2"
)

func handle(c *fiber.Ctx) error { return c.SendString("ok") }

func protected() func(*fiber.Ctx) error {
	return jwtware.New(jwtware.Config{SigningKey: jwtware.SigningKey{Key: []byte(os.Getenv("KEY"))}})
}

func main() {
	app := fiber.New()
	app.Static("/assets", "./public") // $ endpoint="GET /assets/{path}" auth=none
	api := app.Group("/api")
	api.Get("/crates", handle)               // $ endpoint="GET /api/crates" auth=none
	api.Post("/crates", protected(), handle) // $ endpoint="POST /api/crates" auth=required

	filtered := jwtware.New(jwtware.Config{
		SigningKey: jwtware.SigningKey{Key: []byte(os.Getenv("KEY"))},
		Filter: func(c *fiber.Ctx) bool {
			return c.Method() == "GET" && c.Path() != "/api/shelves/mine"
		},
	})
	shelves := api.Group("/shelves", filtered)
	shelves.Get("/mine", handle)  // $ endpoint="GET /api/shelves/mine" auth=required
	shelves.Get("/:id", handle)   // $ endpoint="GET /api/shelves/{id}" auth=none
	shelves.Post("", handle)      // $ endpoint="POST /api/shelves" auth=required
	app.Use("/private", protected())
	app.Get("/private/notes", handle) // $ endpoint="GET /private/notes" auth=required
	app.Get("/notes", handle)         // $ endpoint="GET /notes" auth=none
	app.Listen(":3000")
}
