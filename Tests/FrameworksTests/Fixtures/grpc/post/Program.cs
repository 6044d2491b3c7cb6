using Microsoft.AspNetCore.Builder;
using Post;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddGrpc();
builder.Services.AddAuthorization();
var app = builder.Build();
app.MapGrpcService<LetterService>(); // $ endpoint="RPC /post.Letters/Send" auth=none endpoint="RPC /post.Letters/Track" auth=required
app.MapGrpcService<ParcelService>().RequireAuthorization(); // $ endpoint="RPC /post.Parcels/Send" auth=required endpoint="RPC /post.Parcels/Rates" auth=none
app.MapGrpcService<StampService>(); // $ endpoint="RPC /post.Stamps/Buy" auth=required endpoint="RPC /post.Stamps/List" auth=none
app.MapGrpcHealthChecksService(); // $ endpoint="RPC /grpc.health.v1.Health/Check" auth=none endpoint="RPC /grpc.health.v1.Health/Watch" auth=none
app.Run();
