using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Account
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
    public string Name { get; set; } = "";
}

[Index(nameof(Email), IsUnique = true)]
public class Member
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
}

public class GlobalSetting
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public string? Alias { get; set; }
}

public class Guest
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
}

public class ShopContext : DbContext
{
    public DbSet<Account> Accounts { get; set; }
    public DbSet<Member> Members { get; set; }
    public DbSet<Guest> Guests { get; set; }
    public DbSet<GlobalSetting> Settings { get; set; }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<Guest>().HasIndex(g => g.Email).IsUnique();
    }
}

public record Registration(string Email, string Name);

[ApiController]
[Route("register")]
public class RegisterController : ControllerBase
{
    private readonly ShopContext _context;

    public RegisterController(ShopContext context)
    {
        _context = context;
    }

    [HttpPost("accounts")]
    public async Task<IActionResult> Register(Registration form)
    {
        if (await _context.Accounts.AnyAsync(a => a.Email == form.Email)) // want check-then-insert "Account is asked for Email, then inserted into"
        {
            return Conflict();
        }
        _context.Accounts.Add(new Account { Email = form.Email, Name = form.Name });
        await _context.SaveChangesAsync();
        return Ok();
    }

    // The database refuses the second one.
    [HttpPost("members")]
    public async Task<IActionResult> Join(Registration form)
    {
        if (await _context.Members.AnyAsync(a => a.Email == form.Email))
        {
            return Conflict();
        }
        _context.Members.Add(new Member { Email = form.Email });
        await _context.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("guests")]
    public async Task<IActionResult> Visit(Registration form)
    {
        var known = await _context.Guests.FirstOrDefaultAsync(g => g.Email == form.Email);
        if (known != null)
        {
            return Conflict();
        }
        _context.Guests.Add(new Guest { Email = form.Email });
        await _context.SaveChangesAsync();
        return Ok();
    }

    // Two branches that ask the same are one finding.
    [HttpPost("named")]
    public async Task<IActionResult> Name(Registration form, [FromQuery] bool tracked)
    {
        var known = tracked
            ? await _context.Accounts.FirstOrDefaultAsync(a => a.Name == form.Name) // want check-then-insert "Account is asked for Name, then inserted into"
            : await _context.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Name == form.Name);
        if (known != null)
        {
            return Conflict();
        }
        _context.Accounts.Add(new Account { Name = form.Name });
        await _context.SaveChangesAsync();
        return Ok();
    }

    // Administrators do not race each other.
    [HttpPost("by-hand")]
    [Microsoft.AspNetCore.Authorization.Authorize(Roles = "Admin")]
    public async Task<IActionResult> ByHand(Registration form)
    {
        if (await _context.Accounts.AnyAsync(a => a.Name == form.Name)) // want check-then-insert "Account is asked for Name" note
        {
            return Conflict();
        }
        _context.Accounts.Add(new Account { Name = form.Name });
        await _context.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("settings")]
    public async Task<IActionResult> Set(Registration form)
    {
        if (await _context.Settings.AnyAsync(a => a.Name == form.Name)) // want check-then-insert "GlobalSetting is asked for Name" note
        {
            return Conflict();
        }
        _context.Settings.Add(new GlobalSetting { Name = form.Name });
        await _context.SaveChangesAsync();
        return Ok();
    }

    // That there is an alias at all chooses no row.
    [HttpPost("aliases")]
    public async Task<IActionResult> Alias([FromQuery] string alias)
    {
        if (await _context.Settings.AnyAsync(a => a.Alias != null && a.Alias.Equals(alias)))
        {
            return Conflict();
        }
        _context.Settings.Add(new GlobalSetting { Alias = alias });
        await _context.SaveChangesAsync();
        return Ok();
    }

    // A quick look before the one that counts: one insertion, one finding.
    [HttpPost("twice")]
    public async Task<IActionResult> Twice(Registration form)
    {
        var isTaken = await _context.Accounts.AnyAsync(a => a.Email == form.Email); // want check-then-insert "Account is asked for Email"
        if (isTaken)
        {
            var known = await _context.Accounts.FirstOrDefaultAsync(a => a.Email == form.Email);
            return Conflict(known?.Id);
        }
        _context.Accounts.Add(new Account { Email = form.Email });
        await _context.SaveChangesAsync();
        return Ok();
    }
}
