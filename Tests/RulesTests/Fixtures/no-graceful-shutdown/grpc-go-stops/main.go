package main

import (
	"context"
	"net"
	"os/signal"
	"syscall"

	pb "example.com/s/gen"
	"google.golang.org/grpc"
)

type parts struct{}

func (p *parts) Find(ctx context.Context, req *pb.Q) (*pb.R, error) { return &pb.R{}, nil }

func main() {
	lis, err := net.Listen("tcp", ":50051")
	if err != nil {
		panic(err)
	}
	s := grpc.NewServer()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	go func() {
		<-ctx.Done()
		s.GracefulStop()
	}()
	pb.RegisterPartsServer(s, &parts{})
	_ = s.Serve(lis)
}
