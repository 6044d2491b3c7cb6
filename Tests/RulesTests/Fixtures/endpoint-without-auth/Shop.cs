using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Product
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
}

public class ShopContext : DbContext
{
    public DbSet<Product> Products { get; set; }
}

public record ProductForm(string Name);

[ApiController]
[Route("products")]
public class ProductsController : ControllerBase
{
    private readonly ShopContext _context;

    public ProductsController(ShopContext context)
    {
        _context = context;
    }

    [HttpGet("{id}")]
    public async Task<IActionResult> Show(int id)
    {
        return Ok(await _context.Products.FirstAsync(p => p.Id == id));
    }

    [Authorize]
    [HttpPost]
    public async Task<IActionResult> Create(ProductForm form)
    {
        _context.Products.Add(new Product { Name = form.Name });
        await _context.SaveChangesAsync();
        return Ok();
    }

    [Authorize]
    [HttpPut("{id}")]
    public async Task<IActionResult> Rename(int id, ProductForm form)
    {
        await _context.Products.Where(p => p.Id == id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Name, form.Name));
        return Ok();
    }

    [HttpDelete("{id}")]
    public async Task<IActionResult> Delete(int id) // want endpoint-without-auth "DELETE /products/{id} asks for no credentials"
    {
        await _context.Products.Where(p => p.Id == id).ExecuteDeleteAsync();
        return NoContent();
    }

    // On purpose.
    [AllowAnonymous]
    [HttpPost("suggest")]
    public async Task<IActionResult> Suggest(ProductForm form)
    {
        _context.Products.Add(new Product { Name = form.Name });
        await _context.SaveChangesAsync();
        return Ok();
    }
}
