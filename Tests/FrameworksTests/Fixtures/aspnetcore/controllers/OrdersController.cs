using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Shop.Auth;

namespace Shop.Controllers;

[ApiController]
[Route("api/[controller]")]
[Authorize]
public abstract class ApiController : ControllerBase
{
    [HttpGet("ping")] // $ endpoint="GET /api/Orders/ping" auth=required $ endpoint="GET /api/v2/Items/ping" auth=required
    public string Ping() => "pong";
}

public class OrdersController(IOrders orders) : ApiController
{
    [HttpGet] // $ endpoint="GET /api/Orders" auth=required
    public async Task<ActionResult<List<Order>>> GetAllAsync([FromQuery] int page = 1) => await orders.All(page);

    [HttpGet("{id:int}")] // $ endpoint="GET /api/Orders/{id}" auth=required
    [HttpHead("{id:int}")] // $ endpoint="HEAD /api/Orders/{id}" auth=required
    public async Task<ActionResult<Order>> Get(int id) => await orders.Find(id);

    [AllowAnonymous]
    [HttpGet("/open/{*path}")] // $ endpoint="GET /open/{path}" auth=none
    public string Open(string path) => path;

    [HttpPost, Route("create"), Route("add")] // $ endpoint="POST /api/Orders/create" auth=required $ endpoint="POST /api/Orders/add" auth=required
    public Order Create([FromBody] Order order) => orders.Add(order);

    [AdminOnly]
    [HttpDelete("[action]/{id}")] // $ endpoint="DELETE /api/Orders/Remove/{id}" auth=required
    public void Remove(int id) => orders.Remove(id);

    [AcceptVerbs("PUT", "PATCH", Route = "~/orders/{id}")] // $ endpoint="PUT /orders/{id}" auth=required $ endpoint="PATCH /orders/{id}" auth=required
    public void Change(int id) { }

    [NonAction]
    public void Helper() { }

    private void Hidden() { }
}

[ApiV2]
public class ItemsController : ApiController
{
    [HttpGet("{id}"), ActionName("one")] // $ endpoint="GET /api/v2/Items/{id}" auth=required
    public string Get(Guid id) => "";
}

[Route("public")]
public class PublicController : Controller
{
    [HttpGet("a")] // $ endpoint="GET /public/a" auth=none
    public string A() => "";

    [Authorize(Policy = Policies.Staff)]
    [HttpGet("b")] // $ endpoint="GET /public/b" auth=required
    public string B() => "";

    [Authorize("Owner")]
    [HttpGet("c")] // $ endpoint="GET /public/c" auth=required
    public string C() => "";

    [Authorize("LocalNetwork")]
    [HttpGet("d")] // $ endpoint="GET /public/d" auth=unknown
    public string D() => "";

    [ApiKey]
    [HttpGet("e")] // $ endpoint="GET /public/e" auth=required
    public string E() => "";

    [HttpGet("f")] // $ endpoint="GET /public/f" auth=required
    public IActionResult F()
    {
        if (!User.Identity.IsAuthenticated) return Unauthorized();
        return Ok();
    }

    [HttpPost("login")] // $ endpoint="POST /public/login" auth=none
    public async Task<IActionResult> Login(Credentials credentials)
    {
        var user = await users.Find(credentials.Name);
        if (user is null) return Unauthorized();
        return Ok(user);
    }
}

public class Order { public int Id { get; set; } public string Name { get; set; } = ""; }
