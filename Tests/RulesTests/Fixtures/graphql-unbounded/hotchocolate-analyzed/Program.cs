using HotChocolate.AspNetCore;
using Shop;

var builder = WebApplication.CreateBuilder(args);
// From version 14 on costs are analyzed without a word.
builder.Services.AddGraphQLServer().AddQueryType<Query>().AddTypeExtension<AuthorExtensions>();
var app = builder.Build();
app.MapGraphQL();
app.Run();
