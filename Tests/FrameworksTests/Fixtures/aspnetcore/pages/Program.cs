using Microsoft.AspNetCore.Builder;
using Shop;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddRazorPages(options =>
{
    options.Conventions.AuthorizeFolder("/Admin");
    options.Conventions.AllowAnonymousToPage("/Admin/Help");
    options.Conventions.AuthorizePage("/Orders/Edit");
    options.Conventions.AuthorizeAreaFolder("Shop", "/Carts");
    options.Conventions.AddPageRoute("/Orders/Index", "all-orders");
});
builder.Services.AddDefaultIdentity<IdentityUser>();
builder.Services.AddControllers(options =>
{
    options.Conventions.Add(new RouteTokenTransformerConvention(new Slugs()));
});
var app = builder.Build();
app.UseHealthChecks("/health"); // $ endpoint="ANY /health" auth=none
app.UseAuthorization();
app.MapControllers();
app.MapRazorPages();
app.MapFallback("/api/{**rest}", () => Results.NotFound()); // $ endpoint="ANY /api/{rest}" auth=none
app.MapFallbackToFile("index.html"); // $ endpoint="GET /{path}" auth=none
app.Run();
