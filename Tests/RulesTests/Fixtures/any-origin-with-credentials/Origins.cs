using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddCors(options =>
{
    options.AddPolicy("open", policy => policy // want any-origin-with-credentials "any origin may call with the user's credentials"
        .SetIsOriginAllowed(_ => true)
        .AllowAnyHeader()
        .AllowCredentials());
    options.AddPolicy("known", policy => policy.WithOrigins("https://shop.example.com").AllowCredentials());
    options.AddPolicy("plain", policy => policy.AllowAnyOrigin().AllowAnyHeader());
    options.AddPolicy("chosen", policy => policy
        .SetIsOriginAllowed(origin => new Uri(origin).Host == "shop.example.com")
        .AllowCredentials());
});
var app = builder.Build();
app.UseCors("open");
app.MapGet("/", () => "shop");
app.Run();
