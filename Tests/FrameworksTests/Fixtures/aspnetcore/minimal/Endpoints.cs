namespace Shop;

public static class TodoEndpoints
{
    private const string Root = "/todos";

    public static RouteGroupBuilder MapTodos(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Root);
        group.MapGet("/", async (Db db) => await db.Todos.ToListAsync()); // $ endpoint="GET /api/v1/todos" auth=required
        group.MapGet("/{id:int}", GetOne); // $ endpoint="GET /api/v1/todos/{id}" auth=required
        group.MapPost("", ([FromBody] Todo todo, Db db) => db.Add(todo)).AllowAnonymous(); // $ endpoint="POST /api/v1/todos" auth=none
        return group;
    }

    private static async Task<IResult> GetOne(int id, Db db) => Results.Ok(await db.Find(id));

    public static void MapTags(this RouteGroupBuilder group)
    {
        group.MapGet("tags", () => new[] { "a" }); // $ endpoint="GET /api/v1/open/tags" auth=none
    }
}

public static class Handlers
{
    public static string Both() => "both";
}

public interface IEndpoint
{
    void Map(IEndpointRouteBuilder app);
}

public class ListUsers : IEndpoint
{
    public void Map(IEndpointRouteBuilder app) => app.MapGet("/users", () => "users").RequireAuthorization(); // $ endpoint="GET /users" auth=required
}

public static class EndpointExtensions
{
    public static void MapEndpoints(this WebApplication app)
    {
        foreach (IEndpoint endpoint in app.Services.GetServices<IEndpoint>())
        {
            endpoint.Map(app);
        }
    }
}
