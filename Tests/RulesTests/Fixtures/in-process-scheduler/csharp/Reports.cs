using System.Net.Mail;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHostedService<Reports>();
builder.Services.AddHostedService<Lines>();
builder.Services.AddHostedService<Rates>();
var app = builder.Build();
app.MapGet("/", () => "shop");
app.Run();

public class Reports : BackgroundService
{
    private readonly SmtpClient _mail = new SmtpClient("mail");

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(24));
        while (await timer.WaitForNextTickAsync(stopping)) // want in-process-scheduler "Reports.ExecuteAsync runs in every process of the web service"
        {
            await _mail.SendMailAsync(new MailMessage("shop@example.com", "owner@example.com"), stopping);
        }
    }
}

// A queue of this process starts its work.
public class Lines : BackgroundService
{
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(100);
    private readonly HttpClient _client = new HttpClient();

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var line = await _lines.Reader.ReadAsync(stopping);
            await _client.PostAsync("https://lines.example.com/" + line, null, stopping);
            await Task.Delay(100, stopping);
        }
    }
}

// It only reads: each process for itself.
public class Rates : BackgroundService
{
    private readonly HttpClient _client = new HttpClient();

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await _client.GetStringAsync("https://rates.example.com/all", stopping);
            await Task.Delay(TimeSpan.FromMinutes(5), stopping);
        }
    }
}
