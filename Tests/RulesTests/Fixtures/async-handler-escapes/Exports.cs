using Microsoft.AspNetCore.Mvc;

namespace Shop;

public class Exports
{
    // What is thrown here nobody catches: it ends the process.
    public async void Write(string name) // MISSING: want async-handler-escapes "async void"
    {
        await File.WriteAllTextAsync("/exports/" + name, name);
    }

    public async Task WriteAwaited(string name)
    {
        await File.WriteAllTextAsync("/exports/" + name, name);
    }
}

[ApiController]
[Route("exports")]
public class ExportsController : ControllerBase
{
    private readonly Exports _exports;

    public ExportsController(Exports exports)
    {
        _exports = exports;
    }

    [HttpPost("{id:int}")]
    public IActionResult Export(int id)
    {
        _exports.Write(id + ".csv");
        return Accepted();
    }

    [HttpPost("{id:int}/now")]
    public async Task<IActionResult> Now(int id)
    {
        await _exports.WriteAwaited(id + ".csv");
        return Ok();
    }
}
