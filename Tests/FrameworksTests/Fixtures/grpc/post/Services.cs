using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Post;

// Recall is not overridden: it answers that it is not implemented.
public class LetterService : Letters.LettersBase
{
    public override Task<Receipt> Send(Letter request, ServerCallContext context) => Task.FromResult(new Receipt());

    [Authorize]
    public override Task Track(Receipt request, IServerStreamWriter<Stop> stops, ServerCallContext context) => Task.CompletedTask;
}

public class ParcelService : Parcels.ParcelsBase
{
    public override Task<Receipt> Send(Parcel request, ServerCallContext context) => Task.FromResult(new Receipt());

    [AllowAnonymous]
    public override Task<Rate> Rates(Parcel request, ServerCallContext context) => Task.FromResult(new Rate());
}

public class StampService : Stamps.StampsBase
{
    public override async Task<Receipt> Buy(Order request, ServerCallContext context)
    {
        var buyer = context.GetHttpContext().User.Identity?.Name;
        if (string.IsNullOrEmpty(buyer))
        {
            Refuse();
        }
        return await Shelf.Buy(buyer, request);
    }

    // Something that is not there is no refusal.
    public override async Task<Stamp> List(Order request, ServerCallContext context)
    {
        var token = await Shelf.Find(request.Id);
        if (token == null)
        {
            throw new RpcException(new Status(StatusCode.NotFound, "none"));
        }
        return token;
    }

    [DoesNotReturn]
    private static void Refuse() => throw new RpcException(new Status(StatusCode.Unauthenticated, "who are you?"));
}
