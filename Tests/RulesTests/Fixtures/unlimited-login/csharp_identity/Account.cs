using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class User : IdentityUser
{
    public string ApiKey { get; set; } = "";
}

public class ShopContext : DbContext
{
    public DbSet<User> Users { get; set; }
}

public record LoginForm(string Email, string Password);

public record KeyForm(string ApiKey);

[ApiController]
[Route("account")]
public class AccountController : ControllerBase
{
    private readonly ShopContext _context;
    private readonly SignInManager<User> _signIn;

    public AccountController(ShopContext context, SignInManager<User> signIn)
    {
        _context = context;
        _signIn = signIn;
    }

    // Failed attempts lock the account.
    [HttpPost("login")]
    public async Task<IActionResult> Login(LoginForm form)
    {
        var user = await _context.Users.FirstOrDefaultAsync(u => u.Email == form.Email);
        var result = await _signIn.CheckPasswordSignInAsync(user, form.Password, true);
        return result.Succeeded ? Ok() : Unauthorized();
    }

    [HttpPost("web/login")]
    public async Task<IActionResult> WebLogin(LoginForm form) // want unlimited-login "passwords can be tried at POST /account/web/login without limit"
    {
        var result = await _signIn.PasswordSignInAsync(form.Email, form.Password, false, lockoutOnFailure: false);
        return result.Succeeded ? Ok() : Unauthorized();
    }

    // A long random key is nothing to guess.
    [HttpPost("authenticate")]
    public async Task<IActionResult> Authenticate(KeyForm form)
    {
        var user = await _context.Users.FirstOrDefaultAsync(u => u.ApiKey == form.ApiKey);
        return user != null ? Ok() : Unauthorized();
    }

    // A machine does not get past the picture.
    [HttpPost("shop/login")]
    [ValidateCaptcha("login")]
    public async Task<IActionResult> ShopLogin(LoginForm form)
    {
        var result = await _signIn.PasswordSignInAsync(form.Email, form.Password, false, lockoutOnFailure: false);
        return result.Succeeded ? Ok() : Unauthorized();
    }
}
