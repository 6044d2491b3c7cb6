using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Account
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public bool IsAdmin { get; set; }
}

public record AccountForm(string Name);

public class ShopContext : DbContext
{
    public DbSet<Account> Accounts { get; set; }
}

[ApiController]
[Route("accounts")]
public class AccountsController : ControllerBase
{
    private readonly ShopContext _context;

    public AccountsController(ShopContext context)
    {
        _context = context;
    }

    [HttpPost]
    public async Task<IActionResult> Create([FromBody] Account account)
    {
        _context.Accounts.Add(account); // want mass-assignment "account"
        await _context.SaveChangesAsync();
        return Ok();
    }

    [HttpPut("{id}")]
    public async Task<IActionResult> Replace(int id, [FromBody] Account account)
    {
        account.Id = id;
        _context.Update(account); // want mass-assignment "account"
        await _context.SaveChangesAsync();
        return Ok();
    }

    [HttpPost("named")]
    public async Task<IActionResult> Named([FromBody] AccountForm form)
    {
        _context.Accounts.Add(new Account { Name = form.Name });
        await _context.SaveChangesAsync();
        return Ok();
    }
}
