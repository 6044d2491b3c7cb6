using HotChocolate.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddGraphQLServer().AddAuthorization().AddQueryType<Query>().AddMutationType<Mutation>();
var app = builder.Build();
app.MapGraphQL();
app.Run();

public class Query
{
    [Authorize(Roles = new[] { "Admin" })]
    public string AdminReport() => "r";

    // It is about an error, not for administrators.
    public string ThrowInternalError() => throw new InvalidOperationException();

    public string AdminNotes() => Notes.All(); // want endpoint-without-auth "QUERY /graphql#adminNotes asks for no credentials"
}

public class Mutation
{
    [Authorize]
    public async Task<bool> RenameShelf(int id, ShopContext context)
    {
        await context.SaveChangesAsync();
        return true;
    }

    [Authorize]
    public async Task<bool> MoveShelf(int id, ShopContext context)
    {
        await context.SaveChangesAsync();
        return true;
    }

    public async Task<bool> RemoveShelf(int id, ShopContext context) // want endpoint-without-auth "MUTATION /graphql#removeShelf asks for no credentials"
    {
        context.Shelves.Remove(new Shelf { Id = id });
        await context.SaveChangesAsync();
        return true;
    }
}

public class ShopContext : DbContext
{
    public DbSet<Shelf> Shelves { get; set; }
}

public class Shelf
{
    public int Id { get; set; }
}
