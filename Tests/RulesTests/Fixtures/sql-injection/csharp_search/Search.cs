using System.Data;
using Dapper;
using Microsoft.AspNetCore.Http;

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

public record Book(Guid Id, string Name);
