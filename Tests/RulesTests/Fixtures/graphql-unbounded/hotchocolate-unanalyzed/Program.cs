using HotChocolate.AspNetCore;
using Shop;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddGraphQLServer(disableCostAnalyzer: true).AddQueryType<Query>().AddTypeExtension<AuthorExtensions>(); // want graphql-unbounded "nothing bounds the depth or complexity" warning
var app = builder.Build();
app.MapGraphQL();
app.Run();
