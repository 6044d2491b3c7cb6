package graph

import (
	"context"
	"errors"

	"example.com/todo/auth"
	"github.com/99designs/gqlgen/graphql"
)

type Resolver struct{}

type queryResolver struct{ *Resolver }
type mutationResolver struct{ *Resolver }
type userResolver struct{ *Resolver }

func (r *Resolver) Query() QueryResolver { return &queryResolver{r} }

func IsAdmin(ctx context.Context, obj interface{}, next graphql.Resolver) (interface{}, error) {
	user := auth.ForContext(ctx)
	if user == nil || !user.Admin {
		return nil, errors.New("not an administrator")
	}
	return next(ctx)
}

func (r *queryResolver) Todos(ctx context.Context, first *int) ([]*Todo, error) { // $ endpoint="QUERY /graphql#todos" auth=none
	return nil, nil
}

func (r *queryResolver) Me(ctx context.Context) (*User, error) { // $ endpoint="QUERY /graphql#me" auth=required
	user := auth.UserFromContext(ctx)
	if user == nil {
		return nil, errors.New("unauthorized")
	}
	return user, nil
}

func (r *mutationResolver) RemoveTodo(ctx context.Context, id string) (bool, error) { // $ endpoint="MUTATION /graphql#removeTodo" auth=required
	return true, nil
}

func (r *mutationResolver) ShareURL(ctx context.Context, id string) (string, error) { // $ endpoint="MUTATION /graphql#shareUrl" auth=unknown
	return "", nil
}

func (r *queryResolver) Helper(ctx context.Context) error {
	return nil
}

func (r *userResolver) Todos(ctx context.Context, obj *User) ([]*Todo, error) {
	return nil, nil
}
