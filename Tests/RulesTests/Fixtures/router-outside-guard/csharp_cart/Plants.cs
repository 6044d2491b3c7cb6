using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public static class PlantsEndpoints
{
    public static void MapPlants(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/plants", async (ShopContext context) => await context.Plants.Take(50).ToListAsync());
        routes.MapPost("/plants", async (ShopContext context) =>
        {
            context.Plants.Add(new Plant());
            await context.SaveChangesAsync();
        });
        routes.MapDelete("/plants/{id}", async (int id, ShopContext context) =>
            await context.Plants.Where(x => x.Id == id).ExecuteDeleteAsync());
    }
}
