package guard

import (
	"context"
	"log"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

var errMissing = status.Error(codes.Unauthenticated, "a token is needed")

type Guard struct{ secret string }

func New(secret string) *Guard { return &Guard{secret: secret} }

func Logging(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	answer, err := handler(ctx, req)
	if err != nil {
		log.Println(info.FullMethod, err)
	}
	return answer, err
}

func (g *Guard) Unary(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if info.FullMethod == "/ferry.v1.Ferries/Login" {
		return handler(ctx, req)
	}
	if err := g.check(ctx); err != nil {
		return nil, err
	}
	return handler(ctx, req)
}

func (g *Guard) Stream(srv any, stream grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	if err := g.check(stream.Context()); err != nil {
		return err
	}
	return handler(srv, stream)
}

func (g *Guard) check(ctx context.Context) error {
	md, ok := metadata.FromIncomingContext(ctx)
	if !ok {
		return errMissing
	}
	values := md["token"]
	if len(values) == 0 || values[0] != g.secret {
		return errMissing
	}
	return nil
}
