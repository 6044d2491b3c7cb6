using Microsoft.AspNetCore.Authorization;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication().AddJwtBearer();
builder.Services.AddAuthorizationBuilder().AddPolicy("admin", p => p.RequireRole("admin"));

var app = builder.Build();

app.MapGet("/", () => "hello"); // $ endpoint="GET /" auth=none
app.MapGet("/me", [Authorize] (ClaimsPrincipal user) => user.Identity!.Name); // $ endpoint="GET /me" auth=required

var api = app.MapGroup("/api/v1").WithTags("api");
api.MapTodos().RequireAuthorization();
api.MapGroup("open").MapTags();

var admin = app.MapGroup("/admin").RequireAuthorization("admin");
admin.MapDelete("/users/{id:guid}", (Guid id, Db db) => db.Remove(id)) // $ endpoint="DELETE /admin/users/{id}" auth=required
    .WithName("remove")
    .Produces(204);
admin.MapGet("/ping", () => "pong").AllowAnonymous(); // $ endpoint="GET /admin/ping" auth=none

app.MapMethods("/both", new[] { HttpMethods.Get, "POST" }, Handlers.Both).WithSummary("both").RequireAuthorization(); // $ endpoint="GET /both" auth=required $ endpoint="POST /both" auth=required

if (app.Environment.IsDevelopment())
{
    app.MapGet("/debug", () => "debug"); // $ endpoint="GET /debug" auth=none
}

app.Map("/internal", branch =>
{
    branch.UseRouting();
    branch.UseEndpoints(endpoints =>
    {
        endpoints.MapGet("/status", context => context.Response.WriteAsync("ok")); // $ endpoint="GET /internal/status" auth=none
    });
});

var settings = app.Services.GetRequiredService<Settings>();
app.Map(settings.BasePath, site =>
{
    site.UseEndpoints(endpoints => endpoints.MapHealthChecks("/healthz")); // $ endpoint="ANY /healthz" auth=none
});

app.MapEndpoints();
app.Run();
