using System.Net.Mail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Ticket
{
    public int Id { get; set; }
    public string State { get; set; } = "";
}

public class DeskContext : DbContext
{
    public DbSet<Ticket> Tickets { get; set; }
}

[ApiController]
[Route("tickets")]
public class TicketsController : ControllerBase
{
    private readonly DeskContext _context;
    private readonly SmtpClient _mail;
    private readonly ITicketStore _store;

    public TicketsController(DeskContext context, SmtpClient mail, ITicketStore store)
    {
        _store = store;
        _context = context;
        _mail = mail;
    }

    [HttpPost]
    public async Task<IActionResult> Open()
    {
        _context.Tickets.Add(new Ticket { State = "open" });
        await _mail.SendMailAsync(new MailMessage("desk@example.com", "author@example.com")); // want effect-before-commit "mail of POST /tickets goes out before its changes are committed"
        await _context.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("{id}/close")]
    public async Task<IActionResult> Close(int id)
    {
        await using var transaction = await _context.Database.BeginTransactionAsync();
        await _context.Tickets.Where(t => t.Id == id).ExecuteUpdateAsync(s => s.SetProperty(t => t.State, "closed"));
        await _mail.SendMailAsync(new MailMessage("desk@example.com", "author@example.com")); // want effect-before-commit "mail of POST /tickets/{id}/close goes out before its changes are committed"
        await transaction.CommitAsync();
        return Ok();
    }

    // After the commit.
    [HttpPost("assigned")]
    public async Task<IActionResult> Assign()
    {
        _context.Tickets.Add(new Ticket { State = "assigned" });
        await _context.SaveChangesAsync();
        await _mail.SendMailAsync(new MailMessage("desk@example.com", "author@example.com"));
        return Ok();
    }

    // One or the other: what is sent is sent of what was stored elsewhere.
    [HttpPost("{id}/rename")]
    public async Task<IActionResult> Rename(int id, string name)
    {
        var ticket = await _context.Tickets.FirstAsync(t => t.Id == id);
        ticket.State = name;
        if (name == "urgent")
        {
            await _store.Save(ticket);
            await _mail.SendMailAsync(new MailMessage("desk@example.com", "author@example.com"));
        }
        else
        {
            await _context.SaveChangesAsync();
        }
        return Ok();
    }

    // It tells of an error, whatever is committed.
    [HttpPost("read")]
    public async Task<IActionResult> Read()
    {
        _context.Tickets.Add(new Ticket { State = "read" });
        try
        {
            Parse();
        }
        catch (FormatException)
        {
            await _mail.SendMailAsync(new MailMessage("desk@example.com", "admin@example.com"));
        }
        await _context.SaveChangesAsync();
        return Ok();
    }

    private static void Parse() => throw new FormatException();
}
