using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Order
{
    public int Id { get; set; }
    public int CustomerId { get; set; }
}

public class Country
{
    public int Id { get; set; }
}

public class ShopContext : DbContext
{
    public DbSet<Order> Orders { get; set; }
    public DbSet<Country> Countries { get; set; }
}

[ApiController]
[Route("api")]
public class ListsController : ControllerBase
{
    private readonly ShopContext _context;

    public ListsController(ShopContext context)
    {
        _context = context;
    }

    [HttpGet("orders")]
    public async Task<List<Order>> Orders()
    {
        return await _context.Orders.OrderBy(o => o.Id).ToListAsync(); // want list-unpaginated "GET /api/orders answers with every Order"
    }

    [HttpGet("some/orders")]
    public async Task<List<Order>> Page([FromQuery] int after)
    {
        return await _context.Orders.OrderBy(o => o.Id).Where(o => o.Id > after).Take(50).ToListAsync();
    }

    [HttpGet("countries")]
    public async Task<List<Country>> Countries()
    {
        return await _context.Countries.ToListAsync();
    }

    [HttpGet("number/of/orders")]
    public async Task<int> Number()
    {
        return await _context.Orders.CountAsync();
    }

    // Two branches, one repair.
    [HttpGet("own/orders")]
    public async Task<List<Order>> Own([FromQuery] bool newest)
    {
        if (newest)
        {
            return await _context.Orders.OrderByDescending(o => o.Id).ToListAsync(); // want list-unpaginated "GET /api/own/orders answers with every Order"
        }
        return await _context.Orders.OrderBy(o => o.Id).ToListAsync();
    }

    [HttpGet("all/orders")]
    [Microsoft.AspNetCore.Authorization.Authorize(Roles = "Admin")]
    public async Task<List<Order>> All()
    {
        return await _context.Orders.OrderBy(o => o.Id).ToListAsync(); // want list-unpaginated "answers with every Order" note
    }
}
