using HotChocolate.Types;
using Microsoft.EntityFrameworkCore;

namespace Shop;

public class ShopContext : DbContext
{
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<Line> Lines => Set<Line>();
    public DbSet<Account> Accounts => Set<Account>();
}

public class Query
{
    public async Task<List<Order>> GetOrdersAsync(ShopContext context) => await context.Orders.Take(50).ToListAsync();

    public async Task<Account?> GetMeAsync(ShopContext context) => await context.Accounts.FirstOrDefaultAsync();
}

[ExtendObjectType(typeof(Order))]
public class OrderExtensions
{
    public async Task<List<Line>> GetLinesAsync([Parent] Order order, ShopContext context)
        => await context.Lines.Where(line => line.OrderId == order.Id).ToListAsync(); // want serializer-n-plus-one "Order.lines runs a query" warning

    // One query for all that are asked for in the same moment.
    public async Task<Customer> GetCustomerAsync([Parent] Order order, CustomerByIdDataLoader customers)
        => await customers.LoadAsync(order.CustomerId);
}

public class CustomerByIdDataLoader : BatchDataLoader<int, Customer>
{
    private readonly ShopContext _context;

    public CustomerByIdDataLoader(ShopContext context, IBatchScheduler scheduler) : base(scheduler) => _context = context;

    protected override async Task<IReadOnlyDictionary<int, Customer>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken token)
        => await _context.Set<Customer>().Where(customer => keys.Contains(customer.Id)).ToDictionaryAsync(customer => customer.Id, token);
}

[ExtendObjectType(typeof(Account))]
public class AccountExtensions
{
    // Nothing was seen that answers with several accounts.
    public async Task<int> GetOrderCountAsync([Parent] Account account, ShopContext context)
        => await context.Orders.CountAsync(order => order.AccountId == account.Id); // want serializer-n-plus-one "Account.orderCount runs a query" note
}
