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
        var response = _client.GetAsync("https://quotes.example.com/all").Result; // want blocking-in-async "HttpClient.GetAsync is asynchronous and holds a thread"
        return Ok(await response.Content.ReadAsStringAsync());
    }

    [HttpGet("result")]
    public async Task<IActionResult> Result()
    {
        var text = _client.GetStringAsync("https://quotes.example.com/all").GetAwaiter().GetResult(); // want blocking-in-async "HttpClient.GetStringAsync is asynchronous and holds a thread"
        return Ok(text + await _context.Quotes.CountAsync());
    }

    [HttpGet("waited")]
    public async Task<IActionResult> Waited()
    {
        await Task.Delay(500);
        return Ok(await _context.Quotes.CountAsync());
    }

    private async Task<string> Load(string name)
    {
        return await _client.GetStringAsync("https://quotes.example.com/" + name);
    }

    private async Task<string> Name(string name)
    {
        await Task.CompletedTask;
        return name;
    }

    [HttpGet("own")]
    public async Task<IActionResult> Own()
    {
        var text = Load("own").Result; // want blocking-in-async "QuotesController.Load is asynchronous and holds a thread of QuotesController.Own"
        return Ok(text + await _context.Quotes.CountAsync());
    }

    [HttpGet("own/configured")]
    public async Task<IActionResult> Configured()
    {
        var text = Load("own").ConfigureAwait(false).GetAwaiter().GetResult(); // want blocking-in-async "QuotesController.Load is asynchronous and holds"
        return Ok(text + await _context.Quotes.CountAsync());
    }

    [HttpGet("own/variable")]
    public async Task<IActionResult> Variable()
    {
        var task = Load("own"); // want blocking-in-async "QuotesController.Load is asynchronous and holds"
        task.Wait();
        return Ok(task.Result + await _context.Quotes.CountAsync());
    }

    // Tasks that hold a thread need a second one to be finished, so this one holds two.
    [HttpGet("own/plain")]
    public IActionResult PlainOwn()
    {
        return Ok(Load("own").Result); // want blocking-in-async "QuotesController.Load is asynchronous and holds a thread of QuotesController.PlainOwn"
    }

    [HttpGet("own/run")]
    public IActionResult PlainRun()
    {
        return Ok(Task.Run(() => Load("own")).Result); // want blocking-in-async "the task made here is asynchronous and holds"
    }

    // The result is there when it is asked for.
    [HttpGet("own/all")]
    public async Task<IActionResult> All()
    {
        var first = Load("first");
        var second = Load("second");
        await Task.WhenAll(first, second);
        return Ok(first.Result + second.Result);
    }

    // It asks nobody.
    [HttpGet("own/name")]
    public async Task<IActionResult> Named()
    {
        return Ok(Name("own").Result + await _context.Quotes.CountAsync());
    }

    // A property of that name is no task.
    [HttpGet("own/property")]
    public async Task<IActionResult> Property()
    {
        var answer = Ok(await Load("own"));
        return Ok(answer.Value);
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

    // A twin for callers that are not asynchronous: they are what is to be mended.
    [HttpGet("twin")]
    public IActionResult Twin()
    {
        return Ok(Fetch("own"));
    }

    private string Fetch(string name)
    {
        return FetchAsync(name).GetAwaiter().GetResult(); // want blocking-in-async "QuotesController.FetchAsync is asynchronous and holds" note
    }

    [HttpGet("twin/run")]
    public IActionResult TwinRun()
    {
        return Ok(FetchApart("own"));
    }

    private string FetchApart(string name)
    {
        return Task.Run(() => FetchApartAsync(name)).GetAwaiter().GetResult(); // want blocking-in-async "is asynchronous and holds" note
    }

    private async Task<string> FetchAsync(string name)
    {
        return await _client.GetStringAsync("https://quotes.example.com/" + name);
    }

    private async Task<string> FetchApartAsync(string name)
    {
        return await _client.GetStringAsync("https://quotes.example.com/apart/" + name);
    }

    // One function, one repair.
    [HttpGet("both")]
    public IActionResult Both()
    {
        var first = Load("first").Result; // want blocking-in-async "QuotesController.Load is asynchronous and holds"
        var second = Load("second").Result;
        return Ok(first + second);
    }
}
