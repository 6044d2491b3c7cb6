using Shop;

var builder = WebApplication.CreateBuilder(args);

builder.Services
    .AddGraphQLServer()
    .AddAuthorization()
    .AddQueryType<Query>()
    .AddMutationType(d => d.Name("Mutation"))
    .AddTypeExtension<OrderMutations>()
    .AddTypes();

var app = builder.Build();
app.UseAuthentication();
app.MapGraphQL("/api/graph"); // $ endpoint="POST /api/graph" auth=none
app.Run();
