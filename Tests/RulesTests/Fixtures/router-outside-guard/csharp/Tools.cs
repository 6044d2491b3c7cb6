using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public static class ToolsEndpoints
{
    public static void MapTools(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/tools", async (ShopContext context) => // want router-outside-guard "no endpoint of Tools.cs asks for credentials"
        {
            context.Tools.Add(new Tool());
            await context.SaveChangesAsync();
        });
    }
}
