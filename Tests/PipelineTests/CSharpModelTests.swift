internal import Source
import Model
import Pipeline
import Testing

/// What the model says about C#: namespaces and usings, partial classes, extension methods, what is registered for an
/// interface, sets of rows.
@Suite struct CSharpModelTests {
  private func backend(_ files: [String: String]) throws -> Backend {
    let folder = try TemporaryFolder(files)
    var options = PipelineOptions(root: folder.path)
    options.workers = 1
    return try Pipeline.run(options).backend
  }

  private func calls(_ name: String, _ backend: Backend) throws -> [String] {
    let function = try #require(backend.functions.first { $0.name == name })
    return function.calls.map { backend[$0.callee].name }
  }

  private func queries(_ backend: Backend) -> [Query] {
    backend.effects.compactMap { effect in
      if case .query(let query) = effect.kind { return query }
      return nil
    }
  }

  @Test func namespacesAroundAndUsingsAreSeen() throws {
    let backend = try backend([
      "Domain/Order.cs":
        "namespace Shop.Domain;\npublic class Order { public void Cancel() { } public Line Line { get; set; } }",
      "Domain/Line.cs": "namespace Shop.Domain { public class Line { public int Count() => 1; } }",
      "Api/Desk.cs": """
      using Shop.Domain;
      namespace Shop.Api;
      public class Desk(Order order)
      {
        public void Close()
        {
          order.Cancel();
          order.Line.Count();
          new Domain.Line().Count();
          Line line = new();
          line.Count();
        }
      }
      """,
    ])
    #expect(
      try calls("Desk.Close", backend) == ["Order.Cancel", "Line.Count", "Line.Count", "Line.Count"])
  }

  @Test func partialClassesAndExtensionMethodsAreJoined() throws {
    let backend = try backend([
      "A.cs":
        "namespace Shop;\npublic partial class Desk { private readonly Store _store; public Desk(Store store) { _store = store; } }",
      "B.cs": """
      namespace Shop;
      public partial class Desk
      {
        public void Go() { _store.Open(); _store.OpenTwice("a"); this.Help(); Tools.OpenTwice(_store, "b"); }
        void Help() { }
      }
      """,
      "Store.cs": "namespace Shop;\npublic class Store { public void Open() { } }",
      "Tools.cs":
        "namespace Shop;\npublic static class Tools { public static void OpenTwice(this Store store, string name) => store.Open(); }",
    ])
    #expect(
      try calls("Desk.Go", backend) == ["Store.Open", "Tools.OpenTwice", "Desk.Help", "Tools.OpenTwice"])
    #expect(try calls("Tools.OpenTwice", backend) == ["Store.Open"])
  }

  @Test func whatIsRegisteredForAnInterfaceRuns() throws {
    let files = [
      "Desk.cs": """
      namespace Shop;
      public interface IMail { Task Send(string to); }
      public class Smtp : IMail { public async Task Send(string to) { } }
      public class Fake : IMail { public async Task Send(string to) { } }
      public class Desk
      {
        private readonly IMail _mail;
        public Desk(IMail mail) => _mail = mail;
        public async Task Go() { await _mail.Send("a"); }
      }
      """
    ]
    #expect(try calls("Desk.Go", backend(files)) == ["IMail.Send"])
    let program = "using Shop;\nvar services = new ServiceCollection();\nservices.AddScoped<IMail, Smtp>();\n"
    #expect(try calls("Desk.Go", backend(files.merging(["Program.cs": program]) { $1 })) == ["Smtp.Send"])
  }

  private static let shop = """
    using Microsoft.EntityFrameworkCore;
    namespace Shop;
    public class User { public int Id { get; set; } public string Email { get; set; } public void Greet() { } }
    public class ShopDb : DbContext { public DbSet<User> Users { get; set; } }
    """

  @Test func setsOfRowsAreQueries() throws {
    let backend = try backend([
      "ShopDb.cs": Self.shop,
      "Desk.cs": """
      using Microsoft.EntityFrameworkCore;
      namespace Shop;
      public class Desk
      {
        private readonly ShopDb _db;
        public Desk(ShopDb db) { _db = db; }
        public async Task Go(string email, bool all)
        {
          var user = await _db.Users.FirstOrDefaultAsync(u => u.Email == email);
          user.Greet();
          var some = await _db.Users.Where(u => u.Email == email).ToListAsync();
          foreach (var each in some) each.Greet();
          await _db.Users.ToListAsync();
          var query = _db.Users.AsQueryable();
          if (!all) query = query.Where(u => u.Email == email);
          await query.Take(10).ToListAsync();
          await _db.Users.CountAsync();
          _db.Users.Add(new User());
          await _db.SaveChangesAsync();
        }
      }
      """,
    ])
    let queries = queries(backend)
    #expect(queries.map(\.tables) == Array(repeating: ["User"], count: 6))
    #expect(
      queries.map(\.bound)
        == [.single, .filtered, .everything, .limited, .aggregate, .unknown])
    #expect(queries[0].filters == ["Email"])
    #expect(try calls("Desk.Go", backend).filter { !$0.contains("<lambda>") } == ["User.Greet", "User.Greet"])
  }

  @Test func textOfARequestIsFollowedIntoAStatement() throws {
    let backend = try backend([
      "ShopDb.cs": Self.shop,
      "Search.cs": """
      using Microsoft.AspNetCore.Http;
      using Microsoft.EntityFrameworkCore;
      namespace Shop;
      public class Search
      {
        private readonly ShopDb _db;
        public Search(ShopDb db) { _db = db; }
        public void Find(HttpRequest request)
        {
          string name = request.Query["name"];
          _db.Users.FromSqlRaw($"SELECT * FROM Users WHERE Name = '{name}'").ToList();
          _db.Users.FromSqlRaw("SELECT * FROM Users WHERE Name = {0}", name).ToList();
          _db.Users.FromSqlInterpolated($"SELECT * FROM Users WHERE Name = {name}").ToList();
          var id = int.Parse(request.Query["id"]);
          _db.Database.ExecuteSqlRaw("DELETE FROM Users WHERE Id = " + id);
        }
      }
      """,
    ])
    #expect(backend.flows.map(\.sink) == [.sql])
    #expect(backend.flows.first?.steps.last?.location.startLine == 11)
  }

  @Test func requestsReachTheirHandlers() throws {
    let backend = try backend([
      "Cancel.cs": """
      using MediatR;
      namespace Shop;
      public record Cancel(int Id) : IRequest<bool>;
      public class CancelHandler : IRequestHandler<Cancel, bool>
      {
        public async Task<bool> Handle(Cancel request, CancellationToken token) => true;
      }
      public class Desk(IMediator mediator)
      {
        public Task<bool> Go(int id) => mediator.Send(new Cancel(id));
      }
      """
    ])
    #expect(try calls("Desk.Go", backend).contains("CancelHandler.Handle"))
  }
}
