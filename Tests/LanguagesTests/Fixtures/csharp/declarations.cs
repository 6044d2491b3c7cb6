global using System.Linq;
using System;
using static System.Math;
using Db = Shop.Data.ShopContext;
using Pairs = System.Collections.Generic.List<(int, string)>;
using global::Shop.Common;

[assembly: InternalsVisibleTo("Shop.Tests")]
namespace Shop.Api;

/// <summary>Orders.</summary>
[ApiController, Route("api/[controller]", Name = "orders")]
[Authorize(Policy = Policies.Staff)]
public partial class OrdersController(IOrders orders, ILogger<OrdersController> logger) : BaseController(logger), IDisposable
  where T : class
{
    private const int Limit = 10, Other = 20;
    private readonly IOrders _orders = orders;
    public static string? Title;
    public required string Name { get; init; } = "x";
    public int Count => _orders.Count;
    [JsonIgnore] public bool Loaded { get; private set; }
    public string Note
    {
        get => field ?? "";
        set { field = value; }
    }
    public Order this[int id] => _orders[id];
    public event EventHandler? Changed;
    public event Action Closed { add { _closed += value; } remove { _closed -= value; } }

    static OrdersController() { Title = "t"; }
    public OrdersController(int x) : this(null!, null!) { _x = x; }
    public OrdersController(string s) : base(s) => _x = 1;
    ~OrdersController() { }

    [HttpGet("{id:int}")]
    [return: NotNull]
    public async Task<ActionResult<Order>> Get([FromRoute] int id, [FromQuery(Name = "q")] string? query = null, params string[] tags)
    {
        return await _orders.Find(id);
    }

    void IDisposable.Dispose() { }
    public static bool operator ==(OrdersController a, OrdersController b) => true;
    public static implicit operator int(OrdersController a) => 1;
    protected abstract T Load<T>(ref int a, out string b) where T : new();
    [Obsolete] internal static IEnumerable<int> Numbers() { yield return 1; yield break; }

#if DEBUG
    public void Debug() { }
#else
    public void Release() { }
#endif
}

public record Order(int Id, [property: Required] string Name) : Entity(Id), IOrder;
public readonly record struct Point(int X, int Y) { public int Sum => X + Y; }
public struct Size { public int Width; }
public interface IOrders : IEnumerable<Order> { int Count { get; } Task<Order> Find(int id); void Clear() { } }
public enum State : byte { [Label("n")] New = 1, Done }
public delegate Task Handler<T>(T message, CancellationToken token);
public static class Extensions
{
    public static IServiceCollection AddShop(this IServiceCollection services, Action<Options>? configure = default) => services;
}
public class @class;

namespace Inner.Most { class Nested { class Deeper { } } }
