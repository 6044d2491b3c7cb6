using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Order
{
    public int Id { get; set; }
    public string Item { get; set; } = "";
}

public class Stock
{
    public int Id { get; set; }
    public int Left { get; set; }
}

public class ShopContext : DbContext
{
    public DbSet<Order> Orders { get; set; }
    public DbSet<Stock> Stocks { get; set; }
}

[ApiController]
[Route("orders")]
public class OrdersController : ControllerBase
{
    private readonly ShopContext _context;

    public OrdersController(ShopContext context)
    {
        _context = context;
    }

    [HttpPost]
    public async Task<IActionResult> Order([FromQuery] string item)
    {
        _context.Orders.Add(new Order { Item = item });
        await _context.SaveChangesAsync();
        _context.Stocks.Add(new Stock { Left = 1 }); // want writes-without-transaction "POST /orders commits its writes to order and stock apart"
        await _context.SaveChangesAsync();
        return Ok();
    }

    // One commit for both.
    [HttpPost("together")]
    public async Task<IActionResult> Together([FromQuery] string item)
    {
        _context.Orders.Add(new Order { Item = item });
        _context.Stocks.Add(new Stock { Left = 1 });
        await _context.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("by-hand")]
    public async Task<IActionResult> ByHand([FromQuery] string item)
    {
        await using var transaction = await _context.Database.BeginTransactionAsync();
        _context.Orders.Add(new Order { Item = item });
        await _context.SaveChangesAsync();
        _context.Stocks.Add(new Stock { Left = 1 });
        await _context.SaveChangesAsync();
        await transaction.CommitAsync();
        return Ok();
    }

    [HttpDelete("{id}")]
    public async Task<IActionResult> Delete(int id)
    {
        var order = await _context.Orders.FirstAsync(x => x.Id == id);
        _context.Orders.Remove(order);
        await _context.SaveChangesAsync();
        await RemoveOrphanedStock();
        return Ok();
    }

    // The next one deletes what this one leaves.
    private async Task RemoveOrphanedStock()
    {
        var rows = await _context.Stocks.Where(x => x.Left == 0).ToListAsync();
        _context.Stocks.RemoveRange(rows); // want writes-without-transaction "commits its writes to order and stock apart" note
        await _context.SaveChangesAsync();
    }
}
