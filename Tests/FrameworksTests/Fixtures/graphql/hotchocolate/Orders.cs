using HotChocolate.Authorization;
using HotChocolate.Execution;
using Shop.Data;

namespace Shop;

[ExtendObjectType(typeof(Query))]
public class OrderQueries
{
    [Authorize(Roles = new[] { "Staff" })]
    public Order? GetOrder(int id) => null; // $ endpoint="QUERY /api/graph#order" auth=required
}

[Authorize]
[ExtendObjectType(OperationTypeNames.Mutation)]
public class OrderMutations
{
    public async Task<Order> PlaceOrderAsync(PlaceOrderInput input, ShopContext context) // $ endpoint="MUTATION /api/graph#placeOrder" auth=required
        => await context.Place(input);

    [AllowAnonymous]
    public Order EstimateOrder(PlaceOrderInput input) => new(); // $ endpoint="MUTATION /api/graph#estimateOrder" auth=none
}

[SubscriptionType]
public static class OrderSubscriptions
{
    [Subscribe(With = nameof(OpenOrders))]
    public static Order OnOrderPlaced([EventMessage] Order order) => order; // $ endpoint="SUBSCRIPTION /api/graph#onOrderPlaced" auth=none

    public static ValueTask<ISourceStream<Order>> OpenOrders(ITopicEventReceiver receiver) => receiver.SubscribeAsync<Order>("orders");
}

[QueryType]
public static class StockQueries
{
    public static int Stock(int productId) => 1; // $ endpoint="QUERY /api/graph#stock" auth=none
}

[ExtendObjectType<Order>]
public static class OrderExtensions
{
    public static int GetWeight([Parent] Order order) => 1;
}
