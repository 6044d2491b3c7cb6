package main

import (
	"context"
	"errors"
	"net"
	"net/http"

	"example.com/library/pb"
	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

var errNobody = errors.New("nobody")

type books struct{}

func (b *books) List(ctx context.Context, req *pb.ListRequest) (*pb.ListReply, error) {
	return &pb.ListReply{}, nil
}

func (b *books) Add(ctx context.Context, req *pb.Book) (*pb.Book, error) {
	user, err := b.reader(ctx)
	if err != nil {
		return nil, status.Error(codes.Unauthenticated, "who are you?")
	}
	return save(user, req), nil
}

func (b *books) Archive(ctx context.Context, req *pb.Book) (*pb.Book, error) {
	return nil, nil
}

func (b *books) Internal(ctx context.Context, req *pb.Book) (*pb.Book, error) {
	return nil, nil
}

func (b *books) reader(ctx context.Context) (string, error) {
	md, ok := metadata.FromIncomingContext(ctx)
	if !ok {
		return "", errNobody
	}
	values := md.Get("authorization")
	if len(values) == 0 {
		return "", errNobody
	}
	return verify(values[0])
}

type loans struct{}

func (l *loans) Lend(ctx context.Context, req *pb.Book) (*pb.Book, error) {
	return nil, nil
}

func guard(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	md, ok := metadata.FromIncomingContext(ctx)
	if !ok || len(md.Get("authorization")) == 0 {
		return nil, status.Error(codes.Unauthenticated, "no token")
	}
	return handler(ctx, req)
}

func main() {
	ctx := context.Background()
	server := grpc.NewServer(grpc.UnaryInterceptor(guard))
	pb.RegisterLoansServer(server, &loans{}) // $ endpoint="RPC /library.v1.Loans/Lend" auth=required
	listener, _ := net.Listen("tcp", ":9000")
	go server.Serve(listener)

	mux := runtime.NewServeMux()
	// In the same process no interceptor is run: each method asks for itself.
	pb.RegisterBooksHandlerServer(ctx, mux, &books{}) // $ endpoint="GET /v1/books" auth=none endpoint="GET /v1/shelves/{parent}/books" auth=none endpoint="POST /v1/books" auth=required endpoint="POST /v1/books/{id}:archive" auth=none
	pb.RegisterLoansHandlerFromEndpoint(ctx, mux, "localhost:9000", nil) // $ endpoint="POST /v1/loans" auth=required
	http.ListenAndServe(":8080", mux)
}
