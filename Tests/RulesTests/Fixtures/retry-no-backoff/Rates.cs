using Microsoft.AspNetCore.Mvc;

namespace Shop;

[ApiController]
[Route("rates")]
public class RatesController : ControllerBase
{
    private readonly HttpClient _client;

    public RatesController(HttpClient client)
    {
        _client = client;
    }

    [HttpGet]
    public async Task<IActionResult> Show()
    {
        for (var attempt = 0; attempt < 5; attempt++) // want retry-no-backoff "repeats https://rates.example.com/all at once"
        {
            try
            {
                return Ok(await _client.GetStringAsync("https://rates.example.com/all"));
            }
            catch (HttpRequestException)
            {
            }
        }
        return StatusCode(502);
    }

    [HttpGet("patient")]
    public async Task<IActionResult> Patient()
    {
        for (var attempt = 0; attempt < 5; attempt++)
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
}
