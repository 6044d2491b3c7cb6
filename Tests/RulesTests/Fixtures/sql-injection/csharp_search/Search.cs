using System.Data;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Shop;

public class Search
{
    private readonly IDbConnection _connection;

    public Search(IDbConnection connection)
    {
        _connection = connection;
    }

    public async Task<IEnumerable<Book>> Find(HttpRequest request)
    {
        string name = request.Query["name"];
        return await _connection.QueryAsync<Book>($"SELECT * FROM books WHERE name = '{name}'"); // want sql-injection "query string"
    }

    public async Task<IEnumerable<Book>> Bound(HttpRequest request)
    {
        string name = request.Query["name"];
        return await _connection.QueryAsync<Book>("SELECT * FROM books WHERE name = @name", new { name });
    }

    public async Task<int> Remove(HttpRequest request)
    {
        var id = Guid.Parse(request.Query["id"]);
        return await _connection.ExecuteAsync("DELETE FROM books WHERE id = '" + id + "'");
    }
}

public class Desk
{
    private readonly NpgsqlConnection _connection;

    public Desk(NpgsqlConnection connection)
    {
        _connection = connection;
    }

    public async Task<object> Count(HttpRequest request)
    {
        string name = request.Query["name"];
        await using var command = _connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM books WHERE name = '" + name + "'"; // want sql-injection "query string"
        return await command.ExecuteScalarAsync();
    }

    public async Task<object> CountBound(HttpRequest request)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM books WHERE name = @name";
        command.Parameters.AddWithValue("name", request.Query["name"].ToString());
        return await command.ExecuteScalarAsync();
    }

    public async Task<object> Initialized(HttpRequest request)
    {
        string order = request.Query["order"];
        var command = new NpgsqlCommand { CommandText = "SELECT * FROM books ORDER BY " + order, Connection = _connection }; // want sql-injection "query string"
        return await command.ExecuteScalarAsync();
    }
}

public class Shelf : DbContext
{
    public DbSet<Book> Books { get; set; }

    public async Task<List<Book>> Raw(HttpRequest request)
    {
        string name = request.Query["name"];
        return await Database.SqlQueryRaw<Book>("SELECT * FROM books WHERE name = '" + name + "'").ToListAsync(); // want sql-injection "query string"
    }

    // What is interpolated is bound.
    public async Task<List<Book>> Interpolated(HttpRequest request)
    {
        string name = request.Query["name"];
        return await Database.SqlQuery<Book>($"SELECT * FROM books WHERE name = {name}").ToListAsync();
    }
}

public record Book(Guid Id, string Name);
