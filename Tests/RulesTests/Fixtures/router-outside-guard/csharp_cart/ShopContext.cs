using Microsoft.EntityFrameworkCore;

namespace Shop;

public class Garden
{
    public int Id { get; set; }
}

public class Plant
{
    public int Id { get; set; }
}

public class Tool
{
    public int Id { get; set; }
}

public class ShopContext : DbContext
{
    public DbSet<Garden> Gardens { get; set; }
    public DbSet<Plant> Plants { get; set; }
    public DbSet<Tool> Tools { get; set; }
}
