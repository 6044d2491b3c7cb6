package graph

import (
	"context"
	"database/sql"

	"example.com/shop/loaders"
	"github.com/99designs/gqlgen/graphql/handler"
)

type Resolver struct{ db *sql.DB }
type queryResolver struct{ *Resolver }
type userResolver struct{ *Resolver }

func (r *queryResolver) Users(ctx context.Context) ([]*User, error) { return nil, nil }

func (r *userResolver) OrderCount(ctx context.Context, obj *User) (int, error) {
	var count int
	err := r.db.QueryRowContext(ctx, "SELECT count(*) FROM orders WHERE user_id = $1", obj.ID).Scan(&count) // want serializer-n-plus-one "User.orderCount runs a query of orders" warning
	return count, err
}

func (r *userResolver) Friends(ctx context.Context, obj *User) ([]*User, error) {
	return loaders.For(ctx).Friends.Load(obj.ID)
}
