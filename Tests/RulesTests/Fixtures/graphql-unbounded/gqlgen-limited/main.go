package main

import (
	"context"
	"net/http"

	"example.com/shop/generated"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
)

type Resolver struct{}
type queryResolver struct{ *Resolver }
type userResolver struct{ *Resolver }

func (r *queryResolver) Users(ctx context.Context) ([]*User, error) { return nil, nil }

func (r *userResolver) Friends(ctx context.Context, obj *User) ([]*User, error) {
	return loaders.For(ctx).Friends.Load(obj.ID)
}

func main() {
	srv := handler.New(generated.NewExecutableSchema(generated.Config{Resolvers: &Resolver{}}))
	srv.Use(extension.FixedComplexityLimit(200))
	http.Handle("/query", srv)
	http.ListenAndServe(":8080", nil)
}
