using Microsoft.AspNetCore.Mvc;
using Polly;

namespace Shop;

[ApiController]
[Route("charges")]
public class ChargesController : ControllerBase
{
    private readonly HttpClient _client;

    public ChargesController(HttpClient client)
    {
        _client = client;
    }

    [HttpGet("rates")]
    public async Task<IActionResult> Rates()
    {
        while (true) // want retry-unbounded "repeats https://rates.example.com/all until it works"
        {
            try
            {
                return Ok(await _client.GetStringAsync("https://rates.example.com/all"));
            }
            catch (HttpRequestException)
            {
                await Task.Delay(1000);
            }
        }
    }

    [HttpGet("few")]
    public async Task<IActionResult> Few()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            try
            {
                return Ok(await _client.GetStringAsync("https://rates.example.com/all"));
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, attempt) + Random.Shared.NextDouble()));
            }
        }
        return StatusCode(502);
    }

    [HttpGet("policy")]
    public async Task<IActionResult> ByPolicy()
    {
        var policy = Policy.Handle<HttpRequestException>()
            .WaitAndRetryAsync(3, attempt => TimeSpan.FromSeconds(Math.Pow(2, attempt) + Random.Shared.NextDouble()));
        return Ok(await policy.ExecuteAsync(() => _client.GetStringAsync("https://rates.example.com/all")));
    }

    [HttpGet("endless")]
    public async Task<IActionResult> Endless()
    {
        var policy = Policy.Handle<HttpRequestException>().RetryForeverAsync();
        return Ok(await policy.ExecuteAsync(() => _client.GetStringAsync("https://prices.example.com/all"))); // want retry-unbounded "repeats https://prices.example.com/all until it works"
    }
}
