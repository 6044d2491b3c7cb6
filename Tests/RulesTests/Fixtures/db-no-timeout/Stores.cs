using Microsoft.AspNetCore.Builder;
using Npgsql;
using StackExchange.Redis;

// Connecting ends after 15 seconds and a command after 30, those of Redis after 5.
var redis = ConnectionMultiplexer.Connect("redis:6379");
var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/orders", async () =>
{
    await using var connection = new NpgsqlConnection("Host=db;Database=shop");
    await using var command = new NpgsqlCommand("SELECT count(*) FROM orders", connection);
    return await command.ExecuteScalarAsync();
});
app.MapGet("/patient", async () =>
{
    await using var connection = new NpgsqlConnection("Host=db;Database=shop;Timeout=0;Command Timeout=0"); // MISSING: want db-no-timeout "may wait for ever"
    await using var command = new NpgsqlCommand("SELECT count(*) FROM orders", connection);
    return await command.ExecuteScalarAsync();
});
app.Run();
