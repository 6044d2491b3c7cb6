using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.SignalR;

namespace Shop.Auth;

public static class Policies
{
    public const string Staff = "Staff";
}

public class OwnerRequirement : IAuthorizationRequirement { }
public class LocalRequirement : IAuthorizationRequirement { }

public class OwnerHandler : AuthorizationHandler<OwnerRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OwnerRequirement requirement)
    {
        var userId = context.User.FindFirst("sub");
        if (userId is null) return Task.CompletedTask;
        context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

public class LocalHandler : AuthorizationHandler<LocalRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, LocalRequirement requirement)
    {
        if (Network.IsLocal(context.Resource)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

public class AdminOnlyAttribute : AuthorizeAttribute
{
    public AdminOnlyAttribute() { Roles = "Admin"; }
}

public class ApiKeyAttribute : Attribute, IAuthorizationFilter
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (!context.HttpContext.Request.Headers.TryGetValue("X-Api-Key", out var apiKey))
        {
            context.Result = new UnauthorizedResult();
        }
    }
}

public class AuditFilter : IActionFilter
{
    public void OnActionExecuting(ActionExecutingContext context) { }
    public void OnActionExecuted(ActionExecutedContext context) { }
}

public class ApiV2Attribute : RouteAttribute
{
    public ApiV2Attribute() : base("api/v2/[controller]") { }
}

public class ChatHub : Hub
{
    public async Task Send(string message, CancellationToken token) => await Clients.All.SendAsync("message", message); // $ endpoint="MESSAGE /hubs/chat#Send" auth=required
    public override Task OnConnectedAsync() => base.OnConnectedAsync();
}
