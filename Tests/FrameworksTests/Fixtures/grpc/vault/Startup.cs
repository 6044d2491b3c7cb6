using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Vault;

public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddGrpc(options =>
        {
            options.Interceptors.Add<Clock>();
            options.Interceptors.Add<Tokens>();
        });
    }

    public void Configure(IApplicationBuilder app)
    {
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapGrpcService<BoxService>(); // $ endpoint="RPC /vault.Boxes/Open" auth=required
        });
    }
}

public class BoxService : Boxes.BoxesBase
{
    public override Task<Box> Open(Box request, ServerCallContext context) => Task.FromResult(request);
}

public class Clock : Interceptor
{
    public override Task<A> UnaryServerHandler<Q, A>(Q request, ServerCallContext context, UnaryServerMethod<Q, A> continuation)
    {
        return continuation(request, context);
    }
}

public class Tokens : Interceptor
{
    public override async Task<A> UnaryServerHandler<Q, A>(Q request, ServerCallContext context, UnaryServerMethod<Q, A> continuation)
    {
        var token = context.RequestHeaders.GetValue("authorization");
        if (string.IsNullOrEmpty(token))
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "no token"));
        }
        return await continuation(request, context);
    }
}
