using Microsoft.AspNetCore.Mvc;

namespace Shop;

public record Load(List<string> Feeds);

[ApiController]
[Route("feeds")]
public class FeedsController : ControllerBase
{
    private readonly HttpClient _client;
    private static readonly SemaphoreSlim Semaphore = new SemaphoreSlim(10);

    public FeedsController(HttpClient client)
    {
        _client = client;
    }

    [HttpPost]
    public async Task<IActionResult> All([FromBody] Load load)
    {
        await Task.WhenAll(load.Feeds.Select(feed => _client.GetAsync("https://feeds.example.com/" + feed))); // want unbounded-fanout "starts a call to another service for each element of what the request sends"
        return Ok();
    }

    private async Task Fetch(string feed)
    {
        await Semaphore.WaitAsync();
        try
        {
            await _client.GetAsync("https://feeds.example.com/" + feed);
        }
        finally
        {
            Semaphore.Release();
        }
    }

    [HttpPost("few")]
    public async Task<IActionResult> Few([FromBody] Load load)
    {
        await Task.WhenAll(load.Feeds.Select(feed => Fetch(feed)));
        return Ok();
    }

    [HttpPost("fixed")]
    public async Task<IActionResult> Fixed()
    {
        await Task.WhenAll(_client.GetAsync("https://a.example.com"), _client.GetAsync("https://b.example.com"));
        return Ok();
    }

    [HttpPost("chunks")]
    public async Task<IActionResult> Chunks([FromBody] Load load)
    {
        foreach (var chunk in load.Feeds.Chunk(10))
        {
            await Task.WhenAll(chunk.Select(feed => _client.GetAsync("https://feeds.example.com/" + feed)));
        }
        return Ok();
    }
}
