using System.Net.Mail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Shop;

public class Order
{
    public int Id { get; set; }
}

public class ShopContext : DbContext
{
    public DbSet<Order> Orders { get; set; }
}

[ApiController]
[Route("orders")]
public class OrdersController : ControllerBase
{
    private readonly ShopContext _context;
    private readonly SmtpClient _mail;
    private readonly HttpClient _client;
    private readonly ILogger<OrdersController> _logger;

    public OrdersController(ShopContext context, SmtpClient mail, HttpClient client, ILogger<OrdersController> logger)
    {
        _context = context;
        _mail = mail;
        _client = client;
        _logger = logger;
    }

    [HttpPost]
    public async Task<IActionResult> Order()
    {
        _context.Orders.Add(new Order());
        await _context.SaveChangesAsync();
        try
        {
            await _mail.SendMailAsync(new MailMessage("shop@example.com", "buyer@example.com"));
        }
        catch (Exception) // todo: want swallowed-error "catches Exception of System.Net.Mail.SmtpClient.SendMailAsync and does nothing"
        {
        }
        return Ok();
    }

    [HttpPost("ship")]
    public async Task<IActionResult> Ship()
    {
        try
        {
            await _client.PostAsync("https://carrier.example.com/parcels", null);
        }
        catch (HttpRequestException) // todo: want swallowed-error "catches HttpRequestException of System.Net.Http.HttpClient.PostAsync and does nothing"
        {
        }
        return Ok();
    }

    [HttpPost("logged")]
    public async Task<IActionResult> Logged()
    {
        try
        {
            await _mail.SendMailAsync(new MailMessage("shop@example.com", "buyer@example.com"));
        }
        catch (SmtpException error)
        {
            _logger.LogError(error, "The mail was not sent");
        }
        return Ok();
    }

    [HttpPost("parsed")]
    public IActionResult Parsed([FromQuery] string number)
    {
        try
        {
            return Ok(int.Parse(number));
        }
        catch (FormatException)
        {
        }
        return BadRequest();
    }

    // It was cancelled: that is no failure.
    [HttpPost("cancelled")]
    public async Task<IActionResult> Cancelled(CancellationToken token)
    {
        try
        {
            await _mail.SendMailAsync(new MailMessage("shop@example.com", "buyer@example.com"));
        }
        catch when (token.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            _logger.LogError(error, "The mail was not sent");
        }
        return Ok();
    }

    [HttpPost("not-cancelled")]
    public async Task<IActionResult> NotCancelled(CancellationToken token)
    {
        try
        {
            await _mail.SendMailAsync(new MailMessage("shop@example.com", "buyer@example.com"));
        }
        catch (Exception) when (!token.IsCancellationRequested) // todo: want swallowed-error "catches Exception of System.Net.Mail.SmtpClient.SendMailAsync and does nothing"
        {
        }
        return Ok();
    }

    [HttpPost("twice")]
    public async Task<IActionResult> Twice()
    {
        _context.Orders.Add(new Order());
        try
        {
            await _context.SaveChangesAsync();
        }
        // Somebody else was faster, and has stored the same.
        catch (DbUpdateException)
        {
        }
        return Ok();
    }
}
