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
