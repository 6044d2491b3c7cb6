module example.com/s
go 1.22
require google.golang.org/grpc v1.65.0
