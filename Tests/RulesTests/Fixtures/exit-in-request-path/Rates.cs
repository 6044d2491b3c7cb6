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
        var response = await _client.GetAsync("https://rates.example.com/all");
        if (!response.IsSuccessStatusCode)
        {
            Environment.Exit(1); // want exit-in-request-path "ends the process with System.Environment.Exit"
        }
        return Ok();
    }

    [HttpGet("refused")]
    public async Task<IActionResult> Refused()
    {
        var response = await _client.GetAsync("https://rates.example.com/all");
        return response.IsSuccessStatusCode ? Ok() : StatusCode(502);
    }
}
