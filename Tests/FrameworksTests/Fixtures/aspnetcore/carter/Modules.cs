using Carter;

namespace Shop;

public class UsersModule : ICarterModule
{
    public void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapGet("/users", () => "users"); // $ endpoint="GET /users" auth=none
    }
}

public class DirectorsModule : CarterModule
{
    public DirectorsModule() : base("/directors")
    {
        RequireAuthorization();
    }

    public override void AddRoutes(IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => "all"); // $ endpoint="GET /directors" auth=required
        app.MapPost("/{id:int}", (int id) => id); // $ endpoint="POST /directors/{id}" auth=required
    }
}
