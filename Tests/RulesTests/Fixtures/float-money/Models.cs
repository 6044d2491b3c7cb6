using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Item
{
    public int Id { get; set; }
    public string Name { get; set; } = "";
    public double Price { get; set; } // want float-money "Price of Item is binary floating point"
    public double Weight { get; set; }
}

public class Invoice
{
    public int Id { get; set; }
    public decimal Total { get; set; }
    public long Cents { get; set; }
    public double TaxRate { get; set; }

    [Column(TypeName = "decimal(18,2)")]
    public double Amount { get; set; }

    [NotMapped]
    public double ShownPrice { get; set; }
}

// Not a table.
public class Quote
{
    public double Price { get; set; }
}

public class ShopContext : DbContext
{
    public DbSet<Item> Items { get; set; }
    public DbSet<Invoice> Invoices => Set<Invoice>();
}
