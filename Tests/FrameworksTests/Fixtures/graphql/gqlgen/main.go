package main

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql/handler"
	"example.com/todo/graph"
	"example.com/todo/graph/generated"
)

func main() {
	config := generated.Config{Resolvers: &graph.Resolver{}}
	config.Directives.IsAdmin = graph.IsAdmin
	srv := handler.NewDefaultServer(generated.NewExecutableSchema(config))
	http.Handle("/graphql", srv) // $ endpoint="ANY /graphql" protocol=http
	http.ListenAndServe(":8080", nil)
}
