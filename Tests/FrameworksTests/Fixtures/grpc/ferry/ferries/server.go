package ferries

import (
	"context"

	pb "example.com/ferry/gen"
)

type server struct {
	pb.UnimplementedFerriesServer
}

func NewServer() pb.FerriesServer { return &server{} }

func (s *server) Book(ctx context.Context, req *pb.BookRequest) (*pb.Ticket, error) {
	return &pb.Ticket{}, nil
}

func (s *server) Status(req *pb.StatusRequest, stream pb.Ferries_StatusServer) error { return nil }

func (s *server) Login(ctx context.Context, req *pb.LoginRequest) (*pb.LoginReply, error) {
	return &pb.LoginReply{}, nil
}

func (s *server) Report(stream pb.Ferries_ReportServer) error { return nil }

type Prices struct{}

func (p *Prices) Quote(ctx context.Context, req *pb.QuoteRequest) (*pb.Price, error) {
	return &pb.Price{}, nil
}
