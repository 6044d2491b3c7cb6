using Microsoft.AspNetCore.Mvc;

namespace Shop;

public record PreviewRequest(string Url);

[ApiController]
[Route("preview")]
public class PreviewController : ControllerBase
{
    private readonly HttpClient _client;

    public PreviewController(HttpClient client)
    {
        _client = client;
    }

    [HttpGet]
    public async Task<string> Show([FromQuery] string url)
    {
        return await _client.GetStringAsync(url); // want server-side-request-forgery "url"
    }

    [HttpPost]
    public async Task<IActionResult> Fetch([FromBody] PreviewRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, request.Url); // want server-side-request-forgery "body parameter request reaches"
        var response = await _client.SendAsync(message);
        return Ok(await response.Content.ReadAsStringAsync());
    }

    // The host is fixed.
    [HttpGet("rates/{currency}")]
    public async Task<string> Rates(string currency)
    {
        return await _client.GetStringAsync($"https://rates.example.com/{Uri.EscapeDataString(currency)}");
    }

    private static readonly HashSet<string> Allowed = ["https://a.example.com/", "https://b.example.com/"];

    [HttpGet("known")]
    public async Task<IActionResult> Known([FromQuery] string url)
    {
        if (!Allowed.Contains(url))
        {
            return BadRequest();
        }
        return Ok(await _client.GetStringAsync(url));
    }

    private readonly string _environment = Environment.GetEnvironmentVariable("PAY_ENVIRONMENT") ?? "";

    // The host is the service's, with a setting in it.
    [HttpPost("payments")]
    public async Task<IActionResult> Pay([FromBody] PaymentForm form)
    {
        return Ok(await Send($"https://api{_environment}.pay.example.com/v1/payments/{form.PaymentId}/execute"));
    }

    [HttpPost("anywhere")]
    public async Task<IActionResult> PayAnywhere([FromBody] PaymentForm form)
    {
        return Ok(await SendTo($"https://{form.Region}.example.com/v1/payments/{form.PaymentId}"));
    }

    private Task<HttpResponseMessage> Send(string url)
    {
        return _client.SendAsync(new HttpRequestMessage(HttpMethod.Post, url));
    }

    private Task<HttpResponseMessage> SendTo(string url)
    {
        return _client.SendAsync(new HttpRequestMessage(HttpMethod.Post, url)); // want server-side-request-forgery "body parameter form reaches"
    }
}

public record PaymentForm(string PaymentId, string Region);
