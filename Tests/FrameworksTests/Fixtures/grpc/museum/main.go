package main

import (
	"context"
	"net/http"

	"connectrpc.com/connect"
	museumv1 "example.com/museum/gen/museum/v1"
	"example.com/museum/gen/museum/v1/museumv1connect"
)

type rooms struct{}

func (r *rooms) GetRoom(ctx context.Context, req *connect.Request[museumv1.GetRoomRequest]) (*connect.Response[museumv1.GetRoomResponse], error) {
	return connect.NewResponse(&museumv1.GetRoomResponse{}), nil
}

func main() {
	mux := http.NewServeMux()
	mux.Handle(museumv1connect.NewRoomServiceHandler(&rooms{})) // $ endpoint="RPC /museum.v1.RoomService/GetRoom" auth=unknown
	_ = http.ListenAndServe(":8080", mux)
}
