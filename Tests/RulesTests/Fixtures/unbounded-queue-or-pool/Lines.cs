using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Mvc;

namespace Shop;

[ApiController]
[Route("lines")]
public class LinesController : ControllerBase
{
    private static readonly Channel<string> Open = Channel.CreateUnbounded<string>(); // want unbounded-queue-or-pool "takes whatever requests put in: it has no bound"
    private static readonly Channel<string> Sized = Channel.CreateBounded<string>(10_000);
    private static readonly ConcurrentQueue<string> Waiting = new ConcurrentQueue<string>(); // want unbounded-queue-or-pool "takes whatever requests put in: it has no bound"
    private static readonly BlockingCollection<string> Few = new BlockingCollection<string>(1000);

    [HttpPost("open")]
    public async Task<IActionResult> Write([FromQuery] string line)
    {
        await Open.Writer.WriteAsync(line);
        return Accepted();
    }

    [HttpPost("sized")]
    public async Task<IActionResult> WriteSized([FromQuery] string line)
    {
        await Sized.Writer.WriteAsync(line);
        return Accepted();
    }

    [HttpPost("waiting")]
    public IActionResult Wait([FromQuery] string line)
    {
        Waiting.Enqueue(line);
        Few.Add(line);
        return Accepted();
    }
}

// Whoever puts something in waits for what becomes of it.
public record Work(string Line, TaskCompletionSource<int> Done);

public class Printer
{
    private readonly Channel<Work> _work = Channel.CreateUnbounded<Work>();

    public Task<int> Print(string line)
    {
        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Writer.TryWrite(new Work(line, done));
        return done.Task;
    }
}

public class Teller
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>(); // want unbounded-queue-or-pool "it has no bound"

    public void Tell(string line)
    {
        _lines.Writer.TryWrite(line);
    }
}

// It counts by itself.
public class Feed
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private int _pending;

    public void Tell(string line, int capacity)
    {
        if (_pending >= capacity)
        {
            Sum();
            return;
        }
        _pending++;
        _lines.Writer.TryWrite(line);
    }

    private void Sum()
    {
        _lines.Writer.TryWrite("some were left out");
    }
}

public class Installer
{
    private readonly ConcurrentBag<string> _done = new ConcurrentBag<string>();

    public void Install(string name)
    {
        _done.Add(name);
    }
}

[ApiController]
[Route("prints")]
public class PrintsController : ControllerBase
{
    private readonly Printer _printer;
    private readonly Teller _teller;
    private readonly Installer _installer;
    private readonly Feed _feed;

    public PrintsController(Printer printer, Teller teller, Installer installer, Feed feed)
    {
        _feed = feed;
        _printer = printer;
        _teller = teller;
        _installer = installer;
    }

    [HttpPost]
    public async Task<IActionResult> Print([FromQuery] string line) => Ok(await _printer.Print(line));

    [HttpPost("tell")]
    public IActionResult Tell([FromQuery] string line)
    {
        _teller.Tell(line);
        return Accepted();
    }

    [HttpPost("feed")]
    public IActionResult Feed([FromQuery] string line)
    {
        _feed.Tell(line, 100);
        return Accepted();
    }

    // Administrators install a handful of things.
    [HttpPost("packages")]
    [Microsoft.AspNetCore.Authorization.Authorize(Roles = "Admin")]
    public IActionResult Install([FromQuery] string name)
    {
        _installer.Install(name);
        return Accepted();
    }
}
