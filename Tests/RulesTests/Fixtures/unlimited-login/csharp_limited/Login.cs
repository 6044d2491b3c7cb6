using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class User
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
    public string PasswordHash { get; set; } = "";
}

public class ShopContext : DbContext
{
    public DbSet<User> Users { get; set; }
}

public record LoginForm(string Email, string Password);

[ApiController]
[Route("auth")]
public class AuthController : ControllerBase
{
    private readonly ShopContext _context;

    public AuthController(ShopContext context)
    {
        _context = context;
    }

    [EnableRateLimiting("login")]
    [HttpPost("login")]
    public async Task<IActionResult> Login(LoginForm form)
    {
        var user = await _context.Users.FirstOrDefaultAsync(u => u.Email == form.Email);
        return user != null && BCrypt.Net.BCrypt.Verify(form.Password, user.PasswordHash) ? Ok() : Unauthorized();
    }
}
