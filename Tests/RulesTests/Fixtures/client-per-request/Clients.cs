using Microsoft.AspNetCore.Mvc;
using StackExchange.Redis;

namespace Shop;

[ApiController]
[Route("rates")]
public class RatesController : ControllerBase
{
    private static readonly HttpClient Shared = new HttpClient();
    private readonly IHttpClientFactory _factory;

    public RatesController(IHttpClientFactory factory)
    {
        _factory = factory;
    }

    [HttpGet("fresh")]
    public async Task<string> Fresh()
    {
        using var client = new HttpClient(); // want client-per-request "makes an HTTP client for each request"
        return await client.GetStringAsync("https://rates.example.com/all");
    }

    [HttpGet("cached")]
    public async Task<string> Cached()
    {
        var redis = await ConnectionMultiplexer.ConnectAsync("redis:6379"); // want client-per-request "makes a cache client for each request"
        return await redis.GetDatabase().StringGetAsync("rates");
    }

    [HttpGet("shared")]
    public async Task<string> Kept()
    {
        return await Shared.GetStringAsync("https://rates.example.com/all");
    }

    [HttpGet("factory")]
    public async Task<string> Made()
    {
        var client = _factory.CreateClient();
        return await client.GetStringAsync("https://rates.example.com/all");
    }
}
