using FastEndpoints;

namespace Shop;

public class GetOrder : Endpoint<GetOrderRequest, Order>
{
    public override void Configure()
    {
        Get("/orders/{Id:int}"); // $ endpoint="GET /api/orders/{Id}" auth=required
        Roles("admin");
    }

    public override async Task HandleAsync(GetOrderRequest request, CancellationToken ct) => await SendOkAsync(ct);
}

public class Ping : EndpointWithoutRequest
{
    public override void Configure()
    {
        Verbs(Http.GET, Http.HEAD); // $ endpoint="GET /api/ping" auth=none $ endpoint="HEAD /api/ping" auth=none
        Routes("/ping");
        AllowAnonymous();
    }

    public override Task HandleAsync(CancellationToken ct) => SendOkAsync(ct);
}

public class GetOrderRequest { public int Id { get; set; } }
public class Order { public int Id { get; set; } }
