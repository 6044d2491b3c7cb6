using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc;

namespace Shop;

[ApiController]
[Route("carts")]
public class CartsController : ControllerBase
{
    private static readonly Dictionary<string, List<string>> Carts = new(); // want in-process-state "Carts lives in the memory of one process"
    private static readonly ConcurrentDictionary<string, string> Sessions = new(); // want in-process-state "Sessions lives in the memory of one process"
    // Made again when it is not there.
    private static readonly ConcurrentDictionary<string, decimal> RateCache = new();
    // Written nowhere.
    private static readonly Dictionary<string, string> Names = new() { ["de"] = "Germany" };

    [HttpPut("{user}")]
    public IActionResult Put(string user, [FromQuery] string item)
    {
        Carts[user] = [item];
        return Ok();
    }

    [HttpGet("{user}")]
    public IActionResult Show(string user)
    {
        return Ok(Carts.GetValueOrDefault(user));
    }

    [HttpPost("login")]
    public IActionResult Login([FromQuery] string token, [FromQuery] string user)
    {
        Sessions.TryAdd(token, user);
        return Ok();
    }

    [HttpGet("me")]
    public IActionResult Me([FromQuery] string token)
    {
        return Sessions.TryGetValue(token, out var user) ? Ok(user) : Unauthorized();
    }

    [HttpGet("rate")]
    public IActionResult Rate([FromQuery] string currency)
    {
        return Ok(RateCache.GetOrAdd(currency, _ => 1));
    }

    [HttpGet("name")]
    public IActionResult Name([FromQuery] string country)
    {
        return Ok(Names[country]);
    }
}
