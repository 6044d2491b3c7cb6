package main

import (
	"context"
	"strings"

	pb "example.com/lighthouse/gen"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

var strict bool

func token(ctx context.Context) string {
	md, _ := metadata.FromIncomingContext(ctx)
	return strings.Join(md["token"], "")
}

// Only some runs ask.
func whenStrict(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if strict && token(ctx) == "" {
		return nil, status.Error(codes.Unauthenticated, "no token")
	}
	return handler(ctx, req)
}

// Only some methods are guarded.
func forSome(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if info.FullMethod == "/Horn/Tune" {
		if token(ctx) == "" {
			return nil, status.Error(codes.PermissionDenied, "no token")
		}
	}
	return handler(ctx, req)
}

// The error's name alone says what it is about.
func byLibrary(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if token(ctx) == "" {
		return nil, lib.ErrNoToken
	}
	return handler(ctx, req)
}

type lamp struct{}

func (lamp) Light(ctx context.Context, req *pb.A) (*pb.B, error)      { return nil, nil }
func (lamp) Watch(req *pb.A, stream pb.Lamp_WatchServer) error { return nil }

type keeper struct{}

func (keeper) Call(ctx context.Context, req *pb.A) (*pb.B, error) {
	if token(ctx) == "" {
		return nil, status.Error(codes.Unauthenticated, "no token")
	}
	return nil, nil
}

type horn struct{}

func (horn) Blow(ctx context.Context, req *pb.A) (*pb.B, error) { return nil, nil }
func (horn) Tune(ctx context.Context, req *pb.A) (*pb.B, error) { return nil, nil }

type buoy struct{}

func (buoy) Ring(ctx context.Context, req *pb.A) (*pb.B, error) { return nil, nil }

func main() {
	first := grpc.NewServer(grpc.UnaryInterceptor(whenStrict))
	// Nothing is hung before streams.
	pb.RegisterLampServer(first, lamp{}) // $ endpoint="RPC /Lamp/Light" auth=unknown endpoint="RPC /Lamp/Watch" auth=none

	plain := grpc.NewServer()
	pb.RegisterKeeperServer(plain, keeper{}) // $ endpoint="RPC /Keeper/Call" auth=unknown

	some := grpc.NewServer(grpc.UnaryInterceptor(forSome))
	pb.RegisterHornServer(some, horn{}) // $ endpoint="RPC /Horn/Blow" auth=unknown endpoint="RPC /Horn/Tune" auth=unknown

	named := grpc.NewServer(grpc.UnaryInterceptor(byLibrary))
	register(named)
}

func register(s *grpc.Server) {
	pb.RegisterBuoyServer(s, buoy{}) // $ endpoint="RPC /Buoy/Ring" auth=unknown
}
