using System.Net.Mail;
using Hangfire;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Shop;

public class Mailer
{
    private readonly SmtpClient _mail;

    public Mailer(SmtpClient mail)
    {
        _mail = mail;
    }

    public Task Welcome(string to) =>
        _mail.SendMailAsync(new MailMessage("shop@example.com", to));
}

public record Registration(string Email);

[ApiController]
[Route("register")]
public class RegisterController : ControllerBase
{
    private readonly Mailer _mailer;

    public RegisterController(Mailer mailer)
    {
        _mailer = mailer;
    }

    [HttpPost]
    public async Task<IActionResult> Register(Registration form)
    {
        await _mailer.Welcome(form.Email); // want slow-work-inline "POST /register answers only when an e-mail goes out"
        return Ok();
    }

    // A worker sends it.
    [HttpPost("invite")]
    public IActionResult Invite(Registration form)
    {
        BackgroundJob.Enqueue<Mailer>(mailer => mailer.Welcome(form.Email));
        return Accepted();
    }
}

public class AdminAttribute : AuthorizeAttribute
{
    public AdminAttribute()
    {
        Roles = "Admin";
    }
}

// Whoever tests the settings waits to see the mail go out.
[Admin]
[ApiController]
[Route("tester")]
public class TesterController : ControllerBase
{
    private readonly Mailer _mailer;

    public TesterController(Mailer mailer)
    {
        _mailer = mailer;
    }

    [HttpPost("email")]
    public async Task<IActionResult> Email()
    {
        await _mailer.Welcome("admin@example.com");
        return Ok();
    }
}

[ApiController]
[Route("settings")]
public class SettingsController : ControllerBase
{
    private readonly Mailer _mailer;

    public SettingsController(Mailer mailer)
    {
        _mailer = mailer;
    }

    [Authorize(Policy = "RequireAdminRole")]
    [HttpPost("test-email")]
    public async Task<IActionResult> TestEmail()
    {
        await _mailer.Welcome("admin@example.com");
        return Ok();
    }
}
