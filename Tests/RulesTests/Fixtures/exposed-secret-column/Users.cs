using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class User
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public string PasswordHash { get; set; } = "";
}

public class Member
{
    public int Id { get; set; }

    [JsonIgnore]
    public string PasswordHash { get; set; } = "";
}

public class HookSubscription
{
    public int Id { get; set; }
    public string Token { get; set; } = "";
}

public record UserOut(int Id, string Name);

public class ShopContext : DbContext
{
    public DbSet<User> Users { get; set; }
    public DbSet<Member> Members { get; set; }
    public DbSet<HookSubscription> Hooks { get; set; }
}

[ApiController]
[Route("users")]
public class UsersController : ControllerBase
{
    private readonly ShopContext _context;

    public UsersController(ShopContext context)
    {
        _context = context;
    }

    [HttpGet("{id}")]
    public async Task<IActionResult> Show(int id)
    {
        var user = await _context.Users.FirstAsync(u => u.Id == id);
        return Ok(user); // want exposed-secret-column "answers every column of User, PasswordHash among them, and so does 1 more endpoint"
    }

    [HttpGet("{id}/typed")]
    public async Task<ActionResult<User>> Typed(int id)
    {
        return await _context.Users.SingleAsync(u => u.Id == id); // told with the first answer of this table
    }

    [HttpGet("{id}/chosen")]
    public async Task<IActionResult> Chosen(int id)
    {
        var user = await _context.Users.FirstAsync(u => u.Id == id);
        return Ok(new UserOut(user.Id, user.Name));
    }

    [HttpGet("members/{id}")]
    public async Task<IActionResult> Member(int id)
    {
        return Ok(await _context.Members.FirstAsync(m => m.Id == id));
    }

    // A token that a machine is set up with is made to be shown.
    [HttpGet("hooks/{id}")]
    public async Task<IActionResult> Hook(int id)
    {
        return Ok(await _context.Hooks.FirstAsync(h => h.Id == id));
    }
}
