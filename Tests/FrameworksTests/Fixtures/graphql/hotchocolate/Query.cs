using HotChocolate.Authorization;
using Shop.Data;

namespace Shop;

public partial class Query
{
    public IQueryable<Product> GetProducts(ShopContext context) => context.Products; // $ endpoint="QUERY /api/graph#products" auth=none

    public async Task<Product?> GetProductByIdAsync(int id, IProductByIdDataLoader products) // $ endpoint="QUERY /api/graph#productById" auth=none
        => await products.LoadAsync(id);

    // Not a task: the ending stays.
    public string GetStatusAsync() => "idle"; // $ endpoint="QUERY /api/graph#statusAsync" auth=none

    [GraphQLName("theISBN")]
    public string Code(string of) => of; // $ endpoint="QUERY /api/graph#theISBN" auth=none

    public string ISBNPrefix => "978"; // $ endpoint="QUERY /api/graph#isbnPrefix" auth=none

    [Authorize]
    public string Secret() => "s"; // $ endpoint="QUERY /api/graph#secret" auth=required

    [GraphQLIgnore]
    public string Hidden() => "h";

    internal string Inner() => "i";

    public static Query Create() => new();
}

public partial class Query
{
    [UsePaging]
    public IEnumerable<Product> Offers() => []; // $ endpoint="QUERY /api/graph#offers" auth=none
}
