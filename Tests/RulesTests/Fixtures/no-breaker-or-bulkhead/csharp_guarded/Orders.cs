using Microsoft.AspNetCore.Mvc;

namespace Shop;

public class Billing
{
    private readonly HttpClient _client;

    public Billing(HttpClient client)
    {
        _client = client;
    }

    public async Task Bill()
    {
        await _client.PostAsync("https://billing.example.com/charges", null);
    }
}

[ApiController]
[Route("orders")]
public class OrdersController : ControllerBase
{
    private readonly Billing _billing;

    public OrdersController(Billing billing)
    {
        _billing = billing;
    }

    [HttpPost]
    public async Task<IActionResult> Order()
    {
        await _billing.Bill();
        return Ok();
    }

    [HttpPost("refund")]
    public async Task<IActionResult> Refund()
    {
        await _billing.Bill();
        return Ok();
    }
}
