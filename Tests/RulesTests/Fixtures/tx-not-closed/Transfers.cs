using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace Shop;

[ApiController]
[Route("transfers")]
public class TransfersController : ControllerBase
{
    private readonly NpgsqlConnection _connection;

    public TransfersController(NpgsqlConnection connection)
    {
        _connection = connection;
    }

    [HttpPost("early")]
    public async Task<IActionResult> Early([FromQuery] int amount)
    {
        var transaction = await _connection.BeginTransactionAsync(); // MISSING: want tx-not-closed "leaves its transaction open"
        if (amount > 1000)
        {
            return BadRequest();
        }
        await transaction.CommitAsync();
        return Ok();
    }

    [HttpPost("disposed")]
    public async Task<IActionResult> Disposed([FromQuery] int amount)
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        if (amount > 1000)
        {
            return BadRequest();
        }
        await transaction.CommitAsync();
        return Ok();
    }
}
