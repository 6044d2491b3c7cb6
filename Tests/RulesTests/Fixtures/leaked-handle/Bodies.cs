using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Shop;

[ApiController]
[Route("bodies")]
public class BodiesController : ControllerBase
{
    [HttpGet("open")]
    public async Task<IActionResult> Open()
    {
        var connection = new NpgsqlConnection("Host=db;Database=shop"); // MISSING: want leaked-handle "connection"
        await connection.OpenAsync();
        var command = new NpgsqlCommand("SELECT count(*) FROM orders", connection);
        return Ok(await command.ExecuteScalarAsync());
    }

    [HttpGet("closed")]
    public async Task<IActionResult> Closed()
    {
        await using var connection = new NpgsqlConnection("Host=db;Database=shop");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM orders", connection);
        return Ok(await command.ExecuteScalarAsync());
    }
}
