namespace Shop.Library;

public static class ALeaseEndpoints
{
    public static void MapLeases(this RouteGroupBuilder group)
    {
        group.MapGet("active", () => "active"); // $ endpoint="GET /leases/active" auth=required
    }
}

public static class LibraryEndpoints
{
    public static void MapLibrary(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGroup("/leases").WithDefaults().MapLeases();
    }

    private static RouteGroupBuilder WithDefaults(this RouteGroupBuilder group)
    {
        group.RequireAuthorization();
        return group;
    }
}
