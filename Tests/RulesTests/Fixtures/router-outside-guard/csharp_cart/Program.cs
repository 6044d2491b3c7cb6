using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shop;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthorization();
builder.Services.AddDbContext<ShopContext>();
var app = builder.Build();
app.UseAuthorization();
var inside = app.MapGroup("/api").RequireAuthorization();
inside.MapGardens();
inside.MapPlants();
app.MapCart();
app.Run();
