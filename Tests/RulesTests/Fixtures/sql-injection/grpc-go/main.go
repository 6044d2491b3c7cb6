package main

import (
	"context"
	"database/sql"

	pb "example.com/s/gen"
	"google.golang.org/grpc"
)

type parts struct{ db *sql.DB }

func (p *parts) Find(ctx context.Context, req *pb.Q) (*pb.R, error) {
	rows, err := p.db.QueryContext(ctx, "SELECT id FROM parts WHERE name = '"+req.GetName()+"'") // want sql-injection "reaches database/sql.DB.QueryContext"
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	p.db.ExecContext(ctx, "DELETE FROM parts WHERE name = '"+req.Name+"'") // want sql-injection "reaches database/sql.DB.ExecContext"
	return &pb.R{}, nil
}

func main() {
	db, _ := sql.Open("postgres", "x")
	s := grpc.NewServer()
	pb.RegisterPartsServer(s, &parts{db: db})
}
