using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
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

    // Administrators may set most of what there is.
    [HttpPut("{id}/by-hand")]
    [Microsoft.AspNetCore.Authorization.Authorize(Roles = "Admin")]
    public async Task<IActionResult> ByHand(int id, [FromBody] Account account)
    {
        _context.Update(account); // want mass-assignment "account" note
        await _context.SaveChangesAsync();
        return Ok();
    }

    // Whoever signs up has this role.
    [HttpPut("{id}/own")]
    [Microsoft.AspNetCore.Authorization.Authorize(Roles = "Customer")]
    public async Task<IActionResult> Own(int id, [FromBody] Account account)
    {
        _context.Update(account); // want mass-assignment "account" error
        await _context.SaveChangesAsync();
        return Ok();
    }

    [HttpPut("{id}/permitted")]
    [Permission(Permissions.EditAccounts)]
    public async Task<IActionResult> Permitted(int id, [FromBody] Account account)
    {
        _context.Update(account); // want mass-assignment "account" note
        await _context.SaveChangesAsync();
        return Ok();
    }
}

public static class Permissions
{
    public const string EditAccounts = "shop.accounts.edit";
}

public class PermissionAttribute : TypeFilterAttribute
{
    public PermissionAttribute(string permission) : base(typeof(PermissionFilter))
    {
        Arguments = new object[] { permission };
    }
}

public class PermissionFilter : IAuthorizationFilter
{
    private readonly string _permission;

    public PermissionFilter(string permission)
    {
        _permission = permission;
    }

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (!context.HttpContext.User.HasClaim("permission", _permission))
        {
            context.Result = new ForbidResult();
        }
    }
}
