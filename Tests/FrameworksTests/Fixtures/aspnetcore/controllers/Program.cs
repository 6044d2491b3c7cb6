using Shop.Auth;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddControllers(options => options.Filters.Add<AuditFilter>());
builder.Services.AddAuthorization(options =>
{
    options.AddPolicy(Policies.Staff, policy => policy.RequireClaim("role", "staff"));
    options.AddPolicy("Owner", policy => policy.AddRequirements(new OwnerRequirement()));
    options.AddPolicy("LocalNetwork", policy => policy.AddRequirements(new LocalRequirement()));
});

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapControllers();
app.MapHub<ChatHub>("/hubs/chat").RequireAuthorization(); // $ endpoint="GET /hubs/chat" auth=required
app.MapHealthChecks("/healthz"); // $ endpoint="ANY /healthz" auth=none
app.Run();
