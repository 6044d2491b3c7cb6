using Microsoft.AspNetCore.Builder;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorPages(options =>
{
    options.Conventions.AuthorizeFolder("/Admin");
    options.Conventions.AllowAnonymousToPage("/Admin/Help");
    options.Conventions.AuthorizePage("/Orders/Edit");
    options.Conventions.AuthorizeAreaFolder("Shop", "/Carts");
    options.Conventions.AddPageRoute("/Orders/Index", "all-orders");
});
var app = builder.Build();
app.UseAuthorization();
app.MapRazorPages();
app.MapFallback("/api/{**rest}", () => Results.NotFound()); // $ endpoint="ANY /api/{rest}" auth=none
app.MapFallbackToFile("index.html"); // $ endpoint="GET /{path}" auth=none
app.Run();
