using System.Collections.Concurrent;
using Dapper;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using RestSharp;
using StackExchange.Redis;
using System.Collections.Concurrent;

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

    // The driver keeps connections in a pool of the process.
    [HttpGet("stored")]
    public async Task<string> Stored()
    {
        await using var connection = new NpgsqlConnection("Host=db;Database=rates");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT text FROM rates LIMIT 1", connection);
        return (string)await command.ExecuteScalarAsync();
    }

    private static readonly ConcurrentDictionary<string, HttpClient> Clients = new();

    [HttpGet("known")]
    public async Task<string> Known(string region)
    {
        var client = Clients.GetOrAdd("rates", name => new HttpClient());
        return await client.GetStringAsync("https://rates.example.com/all");
    }

    [HttpGet("rest")]
    public async Task<string> Rest()
    {
        var client = new RestClient("https://rates.example.com"); // want client-per-request "RestSharp.RestClient makes an HTTP client for each request"
        return (await client.GetAsync(new RestRequest("all"))).Content;
    }

    [HttpGet("factory")]
    public async Task<string> Made()
    {
        var client = _factory.CreateClient();
        return await client.GetStringAsync("https://rates.example.com/all");
    }

    private readonly ConcurrentDictionary<string, HttpClient> _byHost = new();
    private readonly HostCache _cache = new();

    // Made once for each host, and kept.
    [HttpGet("by-host")]
    public async Task<string> ByHost([FromQuery] string host)
    {
        var client = _byHost.GetOrAdd(host, _ => Make());
        return await client.GetStringAsync("https://rates.example.com/all");
    }

    [HttpGet("from-cache")]
    public async Task<string> FromCache([FromQuery] string host)
    {
        var client = _cache.Get(host, () => MakeAnother());
        return await client.GetStringAsync("https://rates.example.com/all");
    }

    [HttpGet("made-anew")]
    public async Task<string> MadeAnew()
    {
        var client = Run(() => MakeThird());
        return await client.GetStringAsync("https://rates.example.com/all");
    }

    private static HttpClient Make() => new HttpClient();

    private static HttpClient MakeAnother() => new HttpClient();

    private static HttpClient MakeThird() => new HttpClient(); // want client-per-request "makes an HTTP client for each request"

    private static HttpClient Run(Func<HttpClient> make) => make();

    // The driver keeps the connections that are open.
    [HttpGet("stored")]
    public async Task<int> Stored()
    {
        await using var connection = new NpgsqlConnection("Host=db;Timeout=5");
        await connection.OpenAsync();
        return await connection.ExecuteScalarAsync<int>("select count(*) from rates");
    }
}

public class HostCache
{
    private readonly Dictionary<string, HttpClient> _known = new();

    public HttpClient Get(string key, Func<HttpClient> make)
    {
        if (!_known.TryGetValue(key, out var client)) _known[key] = client = make();
        return client;
    }
}
