using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration.GetSection("Cors").Get<CorsSettings>();
builder.Services.AddCors(options =>
{
    options.AddPolicy("open", policy => policy // want any-origin-with-credentials "any origin may call with the user's credentials"
        .SetIsOriginAllowed(_ => true)
        .AllowAnyHeader()
        .AllowCredentials());
    options.AddPolicy("known", policy => policy.WithOrigins("https://shop.example.com").AllowCredentials());
    options.AddPolicy("plain", policy => policy.AllowAnyOrigin().AllowAnyHeader());
    options.AddPolicy("asked for", policy =>
    {
        // A setting decides, and says what it does.
        if (settings.AllowAll)
        {
            policy.SetIsOriginAllowed(_ => true).AllowCredentials();
        }
        else
        {
            policy.WithOrigins(settings.Origins).AllowCredentials();
        }
    });
    options.AddPolicy("chosen", policy => policy
        .SetIsOriginAllowed(origin => new Uri(origin).Host == "shop.example.com")
        .AllowCredentials());
});
var app = builder.Build();
app.UseCors("open");
app.MapGet("/", () => "shop");
app.Run();

public record CorsSettings(bool AllowAll, string[] Origins);
