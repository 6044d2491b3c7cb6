using Microsoft.AspNetCore.Mvc;

namespace Shop;

[ApiController]
[Route("pay")]
public class PayController : ControllerBase
{
    private readonly HttpClient _client;

    public PayController(HttpClient client)
    {
        _client = client;
    }

    [HttpPost]
    public async Task<IActionResult> Pay()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            try
            {
                await _client.PostAsync("https://pay.example.com/charges", null); // want retry-unsafe-write "charges"
                return Ok();
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, attempt) + Random.Shared.NextDouble()));
            }
        }
        return StatusCode(502);
    }

    // A key tells the other side that it is the same one.
    [HttpPost("keyed")]
    public async Task<IActionResult> Keyed([FromQuery] string order)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            try
            {
                using var message = new HttpRequestMessage(HttpMethod.Post, "https://pay.example.com/charges");
                message.Headers.Add("Idempotency-Key", order);
                await _client.SendAsync(message);
                return Ok();
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, attempt) + Random.Shared.NextDouble()));
            }
        }
        return StatusCode(502);
    }
}
