module example.com/ferry

go 1.22

require google.golang.org/grpc v1.65.0
