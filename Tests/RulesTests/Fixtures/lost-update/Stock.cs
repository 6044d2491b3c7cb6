using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Item
{
    public int Id { get; set; }
    public int Stock { get; set; }
}

public class Account
{
    public int Id { get; set; }
    public decimal Balance { get; set; }

    [Timestamp]
    public byte[] Version { get; set; } = [];
}

public class ShopContext : DbContext
{
    public DbSet<Item> Items { get; set; }
    public DbSet<Account> Accounts { get; set; }
}

[ApiController]
[Route("items")]
public class ItemsController : ControllerBase
{
    private readonly ShopContext _context;

    public ItemsController(ShopContext context)
    {
        _context = context;
    }

    [HttpPost("{id}/take")]
    public async Task<IActionResult> Take(int id)
    {
        var item = await _context.Items.FirstAsync(i => i.Id == id);
        item.Stock = item.Stock - 1; // want lost-update "Stock of Item is read, changed and written back without a lock"
        await _context.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("{id}/give")]
    public async Task<IActionResult> Give(int id, [FromQuery] int count)
    {
        var item = await _context.Items.FindAsync(id);
        item.Stock += count; // want lost-update "Stock of Item is read, changed and written back without a lock"
        await _context.SaveChangesAsync();
        return Ok();
    }

    // The database computes it.
    [HttpPost("{id}/add")]
    public async Task<IActionResult> Add(int id)
    {
        await _context.Items.Where(i => i.Id == id).ExecuteUpdateAsync(s => s.SetProperty(i => i.Stock, i => i.Stock + 1));
        return Ok();
    }

    // The version is compared when it is written.
    [HttpPost("accounts/{id}")]
    public async Task<IActionResult> Pay(int id, [FromQuery] decimal amount)
    {
        var account = await _context.Accounts.FirstAsync(a => a.Id == id);
        account.Balance -= amount;
        await _context.SaveChangesAsync();
        return Ok();
    }
}
