using Microsoft.AspNetCore.Builder;

var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/orders", () => "none"); // want no-health-endpoint "none of 1 endpoints"
app.Run();
