using System.Net.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHostedService<Reports>();
var app = builder.Build();
app.MapGet("/", () => "shop");
app.Run();

public class Reports : BackgroundService
{
    private readonly SmtpClient _mail = new SmtpClient("mail");

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(24)); // MISSING: want in-process-scheduler "runs in every process"
        while (await timer.WaitForNextTickAsync(stopping))
        {
            await _mail.SendMailAsync(new MailMessage("shop@example.com", "owner@example.com"), stopping);
        }
    }
}
