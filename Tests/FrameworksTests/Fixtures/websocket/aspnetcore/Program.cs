using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.UseWebSockets();

app.Map("/ws", async (HttpContext context) => // $ endpoint="ANY /ws" protocol=websocket
{
    if (!context.WebSockets.IsWebSocketRequest)
    {
        context.Response.StatusCode = 400;
        return;
    }
    using var socket = await context.WebSockets.AcceptWebSocketAsync();
    await Echo.Run(socket);
}).RequireAuthorization();

app.MapGet("/ticks", (Clock clock) => TypedResults.ServerSentEvents(clock.Ticks(), eventType: "tick")); // $ endpoint="GET /ticks" auth=none protocol=sse

app.MapGet("/now", (Clock clock) => clock.Now()); // $ endpoint="GET /now" auth=none protocol=http

app.Run();
