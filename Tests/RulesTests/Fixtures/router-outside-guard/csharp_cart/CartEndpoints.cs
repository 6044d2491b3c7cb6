using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Shop;

// Visitors have carts before they sign in.
public static class CartEndpoints
{
    public static void MapCart(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cart", async (ShopContext context) => await context.Plants.Take(50).ToListAsync());
        routes.MapPost("/cart/items", async (ShopContext context) =>
        {
            context.Plants.Add(new Plant());
            await context.SaveChangesAsync();
        });
    }
}
