package main

import (
	"net"

	"example.com/ferry/ferries"
	"example.com/ferry/guard"
	pb "example.com/ferry/gen"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
)

func main() {
	lis, err := net.Listen("tcp", ":9000")
	if err != nil {
		panic(err)
	}
	g := guard.New("secret")
	server := grpc.NewServer(
		grpc.ChainUnaryInterceptor(guard.Logging, g.Unary),
		grpc.StreamInterceptor(g.Stream),
	)
	pb.RegisterFerriesServer(server, ferries.NewServer()) // $ endpoint="RPC /ferry.v1.Ferries/Book" auth=required endpoint="RPC /ferry.v1.Ferries/Status" auth=required endpoint="RPC /ferry.v1.Ferries/Login" auth=none endpoint="RPC /ferry.v1.Ferries/Report" auth=required
	go server.Serve(lis)

	open := grpc.NewServer(grpc.UnaryInterceptor(guard.Logging))
	pb.RegisterPricesServer(open, &ferries.Prices{}) // $ endpoint="RPC /ferry.v1.Prices/Quote" auth=none
	healthpb.RegisterHealthServer(open, health.NewServer()) // $ endpoint="RPC /grpc.health.v1.Health/Check" auth=none endpoint="RPC /grpc.health.v1.Health/Watch" auth=none

	_ = open.Serve(lis)
}
