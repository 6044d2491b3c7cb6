using HotChocolate.AspNetCore;
using Shop;

var builder = WebApplication.CreateBuilder(args);
builder.Services
    .AddGraphQLServer()
    .AddQueryType<Query>()
    .AddTypeExtension<OrderExtensions>()
    .AddTypeExtension<AccountExtensions>();
var app = builder.Build();
app.MapGraphQL();
app.Run();
