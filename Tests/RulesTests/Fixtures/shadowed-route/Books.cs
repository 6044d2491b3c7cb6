using Microsoft.AspNetCore.Builder;

// Templates are tried by how specific they are, whatever their order.
var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/books/{id}", (string id) => id);
app.MapGet("/books/latest", () => "latest");
app.MapGet("/{**rest}", (string rest) => rest);
app.MapGet("/shelves", () => "shelves");
app.Run();
