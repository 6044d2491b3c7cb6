using Microsoft.AspNetCore.Mvc;

namespace Shop;

public class Exports
{
    private readonly HttpClient _client;

    public Exports(HttpClient client)
    {
        _client = client;
    }

    // What is thrown here nobody catches: it ends the process.
    public async void Write(string name)
    {
        await _client.PutAsync("https://files.example.com/" + name, null);
    }

    public async void WriteGuarded(string name)
    {
        try
        {
            await _client.PutAsync("https://files.example.com/" + name, null);
        }
        catch (Exception error)
        {
            Console.Error.WriteLine(error);
        }
    }

    public async Task WriteAwaited(string name)
    {
        await _client.PutAsync("https://files.example.com/" + name, null);
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
        _exports.Write(id + ".csv"); // want async-handler-escapes "Exports.Write is async void: what it throws ends the process"
        return Accepted();
    }

    [HttpPost("{id:int}/guarded")]
    public IActionResult Guarded(int id)
    {
        _exports.WriteGuarded(id + ".csv");
        return Accepted();
    }

    // `List.ForEach` takes an action: nobody waits for the lambda.
    [HttpPost("all")]
    public IActionResult All(List<string> names)
    {
        names.ForEach(async name => await _exports.WriteAwaited(name)); // want async-handler-escapes "the lambda given to ForEach is async void"
        return Accepted();
    }

    [HttpPost("all/now")]
    public async Task<IActionResult> AllNow(List<string> names)
    {
        foreach (var name in names)
        {
            await _exports.WriteAwaited(name);
        }

        return Ok();
    }

    [HttpPost("{id:int}/void")]
    public async void Void(int id) // want async-handler-escapes "ExportsController.Void is async void: it is answered before it is done"
    {
        await _exports.WriteAwaited(id + ".csv");
    }

    [HttpPost("{id:int}/now")]
    public async Task<IActionResult> Now(int id)
    {
        await _exports.WriteAwaited(id + ".csv");
        return Ok();
    }
}
