using System.Linq.Expressions;
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

    // Arrays in memory, whatever of the project's own extends a set.
    [HttpPost("labels")]
    public async Task<int> Labels(SendForm form)
    {
        foreach (var output in form.Outputs.Where(x => x.Labels?.Any() is true))
        {
            var labels = output.Labels.Where(x => x.Length > 0).ToArray();
            Print(new Customer { Name = labels[0] });
        }
        return await _context.Customers.Where(x => x.Name != "").CountAsync();
    }

    // One or none.
    [HttpPost("tracked")]
    public async Task Track([FromQuery] string name)
    {
        var tracked = name == "" ? null : new[] { name };
        await Keep(tracked);
    }

    private async Task Keep(string[]? names)
    {
        if (names == null) return;
        foreach (var name in names)
        {
            Print(await _context.Customers.FirstOrDefaultAsync(x => x.Name == name));
        }
    }

    private static void Print(Customer? customer) { }
}

public class SendForm
{
    public List<Output> Outputs { get; set; } = new();

    public class Output
    {
        public string[] Labels { get; set; } = Array.Empty<string>();
    }
}

public static class SetExtensions
{
    public static IQueryable<T> Where<T>(this DbSet<T> set, Expression<Func<T, bool>> filter) where T : class
    {
        return set.AsQueryable().Where(filter);
    }
}
