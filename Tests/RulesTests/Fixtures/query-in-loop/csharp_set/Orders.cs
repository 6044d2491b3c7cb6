using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Order
{
    public int Id { get; set; }
    public int CustomerId { get; set; }
}

public class Customer
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public class ShopContext : DbContext
{
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<Customer> Customers { get; set; }
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

    [HttpGet("print")]
    public async Task Print()
    {
        foreach (var order in await _context.Orders.ToListAsync())
        {
            var customer = await _context.Customers.FindAsync(order.CustomerId); // want query-in-loop "Customer"
            Print(customer);
        }
    }

    [HttpPost("once")]
    public async Task PrintAtOnce(List<int> ids)
    {
        var customers = await _context.Customers.Where(c => ids.Contains(c.Id)).ToListAsync();
        foreach (var customer in customers)
        {
            Print(customer);
        }
    }

    private static void Print(Customer? customer) { }
}
