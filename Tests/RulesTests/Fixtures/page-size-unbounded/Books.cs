using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Book
{
    public int Id { get; set; }
}

public class ShopContext : DbContext
{
    public DbSet<Book> Books { get; set; }
}

[ApiController]
[Route("books")]
public class BooksController : ControllerBase
{
    private readonly ShopContext _context;

    public BooksController(ShopContext context)
    {
        _context = context;
    }

    [HttpGet]
    public async Task<List<Book>> Page([FromQuery] int size = 20)
    {
        return await _context.Books.OrderBy(b => b.Id).Take(size).ToListAsync(); // want page-size-unbounded "size"
    }

    [HttpGet("capped")]
    public async Task<List<Book>> Capped([FromQuery] int size = 20)
    {
        return await _context.Books.OrderBy(b => b.Id).Take(Math.Min(size, 100)).ToListAsync();
    }

    [HttpGet("refused")]
    public async Task<IActionResult> Refused([FromQuery] int size = 20)
    {
        if (size > 100)
        {
            return BadRequest();
        }
        return Ok(await _context.Books.OrderBy(b => b.Id).Take(size).ToListAsync());
    }
}
