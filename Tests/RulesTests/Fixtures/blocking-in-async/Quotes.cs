using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Quote
{
    public int Id { get; set; }
}

public class ShopContext : DbContext
{
    public DbSet<Quote> Quotes { get; set; }
}

[ApiController]
[Route("quotes")]
public class QuotesController : ControllerBase
{
    private readonly ShopContext _context;
    private readonly HttpClient _client;

    public QuotesController(ShopContext context, HttpClient client)
    {
        _context = context;
        _client = client;
    }

    [HttpGet("slept")]
    public async Task<IActionResult> Slept()
    {
        Thread.Sleep(500); // want blocking-in-async "System.Threading.Thread.Sleep holds a thread"
        return Ok(await _context.Quotes.CountAsync());
    }

    [HttpGet("remote")]
    public async Task<IActionResult> Remote()
    {
        var response = _client.GetAsync("https://quotes.example.com/all").Result; // want blocking-in-async "GetAsync holds a thread"
        return Ok(await response.Content.ReadAsStringAsync());
    }

    [HttpGet("result")]
    public async Task<IActionResult> Result()
    {
        var text = _client.GetStringAsync("https://quotes.example.com/all").GetAwaiter().GetResult(); // want blocking-in-async "GetStringAsync holds a thread"
        return Ok(text + await _context.Quotes.CountAsync());
    }

    [HttpGet("waited")]
    public async Task<IActionResult> Waited()
    {
        await Task.Delay(500);
        return Ok(await _context.Quotes.CountAsync());
    }

    // A handler that is not asynchronous holds its thread anyway.
    [HttpGet("plain")]
    public IActionResult Plain()
    {
        Thread.Sleep(500);
        return Ok();
    }

    // It says for how long at most.
    [HttpPost("stopped")]
    public async Task<IActionResult> Stopped()
    {
        using var process = new System.Diagnostics.Process();
        process.Kill();
        process.WaitForExit(5000);
        return Ok(await _context.Quotes.CountAsync());
    }

    [HttpPost("ended")]
    public async Task<IActionResult> Ended()
    {
        using var process = new System.Diagnostics.Process();
        process.WaitForExit(); // want blocking-in-async "WaitForExit holds a thread"
        return Ok(await _context.Quotes.CountAsync());
    }
}
