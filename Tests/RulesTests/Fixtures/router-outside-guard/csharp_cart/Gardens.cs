using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public static class GardensEndpoints
{
    public static void MapGardens(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/gardens", async (ShopContext context) => await context.Gardens.Take(50).ToListAsync());
        routes.MapPost("/gardens", async (ShopContext context) =>
        {
            context.Gardens.Add(new Garden());
            await context.SaveChangesAsync();
        });
        routes.MapDelete("/gardens/{id}", async (int id, ShopContext context) =>
            await context.Gardens.Where(x => x.Id == id).ExecuteDeleteAsync());
    }
}
