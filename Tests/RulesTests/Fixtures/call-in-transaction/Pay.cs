using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Order
{
    public int Id { get; set; }
    public string State { get; set; } = "";
}

public class ShopContext : DbContext
{
    public DbSet<Order> Orders { get; set; }
}

[ApiController]
[Route("orders")]
public class OrdersController : ControllerBase
{
    private readonly ShopContext _context;
    private readonly HttpClient _client;

    public OrdersController(ShopContext context, HttpClient client)
    {
        _context = context;
        _client = client;
    }

    [HttpPost("{id}/pay")]
    public async Task<IActionResult> Pay(int id)
    {
        await using var transaction = await _context.Database.BeginTransactionAsync();
        var order = await _context.Orders.FirstAsync(o => o.Id == id);
        order.State = "paid";
        await _context.SaveChangesAsync();
        await _client.PostAsync("https://pay.example.com/charges", null); // want call-in-transaction "runs while POST /orders/{id}/pay holds a transaction open"
        await transaction.CommitAsync();
        return Ok();
    }

    // After the commit.
    [HttpPost("{id}/ship")]
    public async Task<IActionResult> Ship(int id)
    {
        await using var transaction = await _context.Database.BeginTransactionAsync();
        var order = await _context.Orders.FirstAsync(o => o.Id == id);
        order.State = "shipped";
        await _context.SaveChangesAsync();
        await transaction.CommitAsync();
        await _client.PostAsync("https://carrier.example.com/parcels", null);
        return Ok();
    }
}
