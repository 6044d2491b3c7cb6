using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Customer
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public class Order
{
    public int Id { get; set; }
    public virtual Customer Customer { get; set; }
}

public class ShopContext : DbContext
{
    public DbSet<Order> Orders { get; set; }
    public DbSet<Customer> Customers { get; set; }

    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseLazyLoadingProxies();
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

    [HttpGet("names")]
    public async Task<List<string>> Names()
    {
        var names = new List<string>();
        foreach (var order in await _context.Orders.Take(50).ToListAsync())
        {
            names.Add(order.Customer.Name); // MISSING: want lazy-relation-in-loop "Order.Customer is loaded anew for each row"
        }
        return names;
    }

    [HttpGet("along")]
    public async Task<List<string>> Along()
    {
        var names = new List<string>();
        foreach (var order in await _context.Orders.Include(o => o.Customer).Take(50).ToListAsync())
        {
            names.Add(order.Customer.Name);
        }
        return names;
    }
}
