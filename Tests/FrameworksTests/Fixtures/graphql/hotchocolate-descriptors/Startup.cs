using HotChocolate.AspNetCore;
using HotChocolate.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Library;

public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddAuthorization();
        services
            .AddGraphQLServer()
            .AddQueryType<QueryType>()
            .AddMutationType<MutationType>()
            .AddType<BookType>();
    }

    public void Configure(IApplicationBuilder app)
    {
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapGraphQL().RequireAuthorization(); // $ endpoint="POST /graphql" auth=required
        });
    }
}

public class Query
{
    public string GetTitle() => "t"; // $ endpoint="QUERY /graphql#heading" auth=required

    public string GetDraft() => "d";
}

public class QueryType : ObjectType<Query>
{
    protected override void Configure(IObjectTypeDescriptor<Query> descriptor)
    {
        descriptor.Field(q => q.GetTitle()).Name("heading").Type<StringType>();
        descriptor.Field(q => q.GetDraft()).Ignore();
        descriptor
            .Field("shelves") // $ endpoint="QUERY /graphql#shelves" auth=required
            .Resolve(context => Shelves.All());
        descriptor
            .Field("rooms") // $ endpoint="QUERY /graphql#rooms" auth=required
            .ResolveWith<RoomResolvers>(r => r.GetRooms(default));
    }
}

public class RoomResolvers
{
    public List<Room> GetRooms(RoomService service) => service.All();
}

public class MutationType : ObjectType
{
    protected override void Configure(IObjectTypeDescriptor descriptor)
    {
        descriptor.Field("lend").Argument("id", a => a.Type<IdType>()).Authorize("librarian").Resolve(context => Shelves.Lend()); // $ endpoint="MUTATION /graphql#lend" auth=required
    }
}

public class BookType : ObjectType<Book>
{
    protected override void Configure(IObjectTypeDescriptor<Book> descriptor)
    {
        descriptor.Field(b => b.Pages).Type<IntType>();
        descriptor.Field("author").Resolve(context => Shelves.AuthorOf(context.Parent<Book>()));
    }
}
