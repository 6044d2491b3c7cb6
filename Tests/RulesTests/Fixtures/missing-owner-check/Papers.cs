using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Paper
{
    public int Id { get; set; }
    public string UserId { get; set; } = "";
    public string Text { get; set; } = "";
}

public class ShopContext : DbContext
{
    public DbSet<Paper> Papers { get; set; }
}

[ApiController]
[Authorize]
[Route("papers")]
public class PapersController : ControllerBase
{
    private readonly ShopContext _context;

    public PapersController(ShopContext context)
    {
        _context = context;
    }

    [HttpGet("{id}")]
    public async Task<IActionResult> Show(int id)
    {
        var paper = await _context.Papers.FirstOrDefaultAsync(p => p.Id == id); // want missing-owner-check "looks up Paper by id and never compares its UserId with the caller"
        return paper == null ? NotFound() : Ok(paper.Text);
    }

    [HttpGet("own/{id}")]
    public async Task<IActionResult> Own(int id)
    {
        var user = User.FindFirstValue(ClaimTypes.NameIdentifier);
        var paper = await _context.Papers.FirstOrDefaultAsync(p => p.Id == id && p.UserId == user);
        return paper == null ? NotFound() : Ok(paper.Text);
    }

    [HttpGet("compared/{id}")]
    public async Task<IActionResult> Compared(int id)
    {
        var user = User.FindFirstValue(ClaimTypes.NameIdentifier);
        var paper = await _context.Papers.FirstAsync(p => p.Id == id);
        if (paper.UserId != user)
        {
            return Forbid();
        }
        return Ok(paper.Text);
    }
}
