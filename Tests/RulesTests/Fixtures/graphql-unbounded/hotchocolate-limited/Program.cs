using HotChocolate.AspNetCore;
using Shop;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddGraphQLServer().AddQueryType<Query>().AddTypeExtension<AuthorExtensions>().AddMaxExecutionDepthRule(8);
var app = builder.Build();
app.MapGraphQL();
app.Run();
