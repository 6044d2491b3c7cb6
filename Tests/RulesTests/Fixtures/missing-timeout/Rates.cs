using System.Net.Http;
using Microsoft.AspNetCore.Mvc;

namespace Shop;

[ApiController]
[Route("rates")]
public class RatesController : ControllerBase
{
    private static readonly HttpClient Patient = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
    private static readonly HttpClient Quick = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
    private static readonly HttpClient Usual = new HttpClient();

    [HttpGet("slow")]
    public async Task<string> Slow()
    {
        return await Patient.GetStringAsync("https://rates.example.com/all"); // want missing-timeout "GetStringAsync"
    }

    [HttpGet("quick")]
    public async Task<string> Fast()
    {
        return await Quick.GetStringAsync("https://rates.example.com/all");
    }

    // 100 seconds by itself.
    [HttpGet("usual")]
    public async Task<string> Own()
    {
        return await Usual.GetStringAsync("https://rates.example.com/all");
    }
}
