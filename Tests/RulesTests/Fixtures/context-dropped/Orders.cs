using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Order
{
    public int Id { get; set; }
    public string Status { get; set; }
}

public class ShopContext : DbContext
{
    public DbSet<Order> Orders { get; set; }
}

public class Rates
{
    private readonly HttpClient _client;

    public Rates(HttpClient client)
    {
        _client = client;
    }

    public async Task<string> Load(string currency, CancellationToken token = default)
    {
        return await _client.GetStringAsync("https://rates.example.com/" + currency, token);
    }

    public async Task Publish(string currency, CancellationToken token = default)
    {
        await _client.PostAsync("https://rates.example.com/" + currency, null, token);
    }

    public Task<string> Name(string currency, CancellationToken token = default)
    {
        return Task.FromResult(currency);
    }
}

[ApiController]
[Route("orders")]
public class OrdersController : ControllerBase
{
    private readonly ShopContext _context;
    private readonly Rates _rates;

    public OrdersController(ShopContext context, Rates rates)
    {
        _context = context;
        _rates = rates;
    }

    [HttpGet]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
    {
        return Ok(await _context.Orders.Where(o => o.Status == "open").ToListAsync()); // want context-dropped "DbSet.ToListAsync does not get the token that is at hand" note
    }

    [HttpGet("both")]
    public async Task<IActionResult> Both(CancellationToken token)
    {
        var count = await _context.Orders.CountAsync(o => o.Status == "open"); // want context-dropped "DbSet.CountAsync does not get the token that is at hand, nor one more call here" note
        var rate = await _rates.Load("EUR");
        return Ok(count + rate);
    }

    // In the lambda, the method's token is at hand.
    [HttpGet("each")]
    public async Task<IActionResult> Each([FromQuery] string[] currencies, CancellationToken token)
    {
        var rates = await Task.WhenAll(currencies.Take(3).Select(async c => await _rates.Load(c))); // want context-dropped "Rates.Load does not get the token" note
        return Ok(rates);
    }

    [HttpGet("given")]
    public async Task<IActionResult> Given(CancellationToken token)
    {
        var count = await _context.Orders.CountAsync(o => o.Status == "open", token);
        var rate = await _rates.Load("EUR", token: token);
        return Ok(count + rate);
    }

    [HttpGet("linked")]
    public async Task<IActionResult> Linked(CancellationToken token)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(token);
        source.CancelAfter(TimeSpan.FromSeconds(5));
        return Ok(await _rates.Load("EUR", source.Token));
    }

    // Said on purpose.
    [HttpGet("detached")]
    public async Task<IActionResult> Detached(CancellationToken token)
    {
        return Ok(await _rates.Load("EUR", CancellationToken.None));
    }

    // A token would be a key.
    [HttpGet("{id:int}")]
    public async Task<IActionResult> Find(int id, CancellationToken token)
    {
        return Ok(await _context.Orders.FindAsync(id));
    }

    // There is none to hand on.
    [HttpGet("plain")]
    public async Task<IActionResult> Plain()
    {
        return Ok(await _context.Orders.CountAsync());
    }

    // What is written is better brought to its end, and so is what comes after it.
    [HttpPost]
    public async Task<IActionResult> Create(Order order, CancellationToken token)
    {
        _context.Orders.Add(order);
        await _context.SaveChangesAsync();
        await _rates.Publish("EUR");
        return Ok(await _context.Orders.CountAsync());
    }

    // Nothing waits here.
    [HttpGet("name")]
    public async Task<IActionResult> Name(CancellationToken token)
    {
        return Ok(await _rates.Name("EUR"));
    }
}
