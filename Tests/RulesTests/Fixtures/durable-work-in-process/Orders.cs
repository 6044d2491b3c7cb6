using System.Net.Mail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Hangfire;

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

    public OrdersController(ShopContext context, SmtpClient mail)
    {
        _context = context;
        _mail = mail;
    }

    private void SendReceipt()
    {
        _mail.Send(new MailMessage("shop@example.com", "buyer@example.com"));
    }

    private void SendInvoice()
    {
        _mail.Send(new MailMessage("shop@example.com", "books@example.com"));
    }

    [HttpPost]
    public async Task<IActionResult> Order()
    {
        _context.Orders.Add(new Order());
        await _context.SaveChangesAsync();
        Task.Run(() => SendReceipt()); // want durable-work-in-process "an e-mail"
        return Ok();
    }

    [HttpPost("discarded")]
    public async Task<IActionResult> Discarded()
    {
        _context.Orders.Add(new Order());
        await _context.SaveChangesAsync();
        _ = Task.Run(() => SendInvoice()); // want durable-work-in-process "an e-mail"
        return Ok();
    }

    [HttpPost("awaited")]
    public async Task<IActionResult> Awaited()
    {
        _context.Orders.Add(new Order());
        await _context.SaveChangesAsync();
        await Task.Run(() => SendReceipt());
        return Ok();
    }

    // Kept in a table until it is done.
    [HttpPost("queued")]
    public async Task<IActionResult> Queued()
    {
        _context.Orders.Add(new Order());
        await _context.SaveChangesAsync();
        BackgroundJob.Enqueue(() => SendReceipt());
        return Ok();
    }
}
