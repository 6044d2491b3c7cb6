internal import Source
import Model
import Pipeline
import Testing

/// What the model says about Java: packages and imports, members and overloads, interfaces and what is put in for them,
/// fields, constants, repositories.
@Suite struct JavaModelTests {
  private func backend(_ files: [String: String]) throws -> Backend {
    let folder = try TemporaryFolder(files)
    var options = PipelineOptions(root: folder.path)
    options.workers = 1
    return try Pipeline.run(options).backend
  }

  /// The names of the functions that one calls, in order.
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

  private func timeouts(_ backend: Backend) -> [Timeout] {
    backend.effects.compactMap { effect in
      if case .outbound(let call) = effect.kind { return call.timeout }
      return nil
    }
  }

  private static let port = """
    package shop.core;

    public interface Orders {
      void cancel(String id);
      default void cancelAll(java.util.List<String> ids) { ids.forEach(this::cancel); }
    }
    """

  @Test func typesOfThePackageAndOfImportsAreSeen() throws {
    let backend = try backend([
      "src/main/java/shop/core/Orders.java": Self.port,
      "src/main/java/shop/core/Clock.java": "package shop.core;\nclass Clock { static long now() { return 1; } }",
      "src/main/java/shop/data/SqlOrders.java": """
      package shop.data;

      import shop.core.*;

      public class SqlOrders implements Orders {
        public void cancel(String id) { log(id); }
        private void log(String id) {}
      }
      """,
      "src/main/java/shop/core/Desk.java": """
      package shop.core;

      public class Desk {
        private final Orders orders;
        public Desk(Orders orders) { this.orders = orders; }
        public void close(String id) {
          long at = Clock.now();
          this.orders.cancel(id);
          shop.core.Clock.now();
        }
      }
      """,
    ])
    #expect(try calls("Desk.close", backend) == ["Clock.now", "SqlOrders.cancel", "Clock.now"])
    #expect(try calls("SqlOrders.cancel", backend) == ["SqlOrders.log"])
    #expect(try calls("Orders.cancelAll", backend) == ["SqlOrders.cancel"])
  }

  @Test func ofSeveralImplementationsThePrimaryOneRuns() throws {
    func files(_ annotation: String) -> [String: String] {
      [
        "Orders.java": Self.port,
        "A.java": "package shop.core;\n\(annotation)\nclass A implements Orders { public void cancel(String id) {} }",
        "B.java": "package shop.core;\nclass B implements Orders { public void cancel(String id) {} }",
        "Desk.java": "package shop.core;\nclass Desk { Orders orders; void close() { orders.cancel(\"1\"); } }",
      ]
    }
    #expect(try calls("Desk.close", backend(files(""))) == ["Orders.cancel"])
    #expect(try calls("Desk.close", backend(files("@Primary"))) == ["A.cancel"])
  }

  @Test func overloadsAreChosenByNumberAndKindOfArguments() throws {
    let backend = try backend([
      "Desk.java": """
      class Desk {
        void put(String name) {}
        void put(int count) { put("x"); }
        void put(String name, int count) { put(count); }
        void all() { put("a", 2); String name = "n"; put(name); super.toString(); new Desk().put(4); }
      }
      """
    ])
    let puts = backend.functions.filter { $0.name == "Desk.put" }
    #expect(puts.map { $0.calls.map(\.callee) } == [[], [puts[0].id], [puts[1].id]])
    let all = try #require(backend.functions.first { $0.name == "Desk.all" })
    #expect(all.calls.map(\.callee) == [puts[2].id, puts[0].id, puts[1].id])
  }

  @Test func inheritedMethodsAndNestedTypesAreFound() throws {
    let backend = try backend([
      "a/Base.java": """
      package a;
      public abstract class Base {
        public static class Inner { public void run() {} }
        protected void check() { hook(); }
        protected abstract void hook();
        protected void open() {}
      }
      """,
      "b/Desk.java": """
      package b;
      import a.Base;
      class Desk extends Base {
        protected void hook() { open(); }
        protected void open() { super.open(); new Inner().run(); }
        void go() { check(); this.open(); }
      }
      """,
    ])
    #expect(try calls("Base.check", backend) == ["Desk.hook"])
    #expect(try calls("Desk.open", backend) == ["Base.open", "Base.Inner.run"])
    #expect(try calls("Desk.go", backend) == ["Base.check", "Desk.open"])
  }

  @Test func constantsAreJoinedAcrossClasses() throws {
    let backend = try backend([
      "Sql.java":
        "class Sql { static final String TABLE = \"books\"; static final String ALL = \"SELECT id FROM \" + TABLE; }",
      "Store.java": """
      import java.sql.*;
      class Store {
        private final DriverManager manager = null;
        void list(Connection connection) throws SQLException {
          try (Statement statement = connection.createStatement()) {
            statement.executeQuery(Sql.ALL + " WHERE id = 1");
          }
          String text = String.format("SELECT name FROM %s", Sql.TABLE);
          PreparedStatement prepared = connection.prepareStatement(text);
          prepared.setInt(1, 3);
          prepared.executeQuery();
        }
      }
      """,
    ])
    #expect(queries(backend).map(\.statement) == ["SELECT id FROM books WHERE id = 1", "SELECT name FROM books"])
    #expect(queries(backend).map(\.tables) == [["books"], ["books"]])
  }

  @Test func repositoriesAreReadByTheirNames() throws {
    let backend = try backend([
      "shop/User.java": "package shop;\npublic class User { private String email; }",
      "shop/Users.java": """
      package shop;
      import java.util.*;
      import org.springframework.data.jpa.repository.*;
      public interface Users extends JpaRepository<User, Long> {
        Optional<User> findByEmail(String email);
        List<User> findByActiveTrueAndTeamName(String name);
        long countByEmail(String email);
        @Query("select u from User u where u.age > 3")
        List<User> old();
      }
      """,
      "shop/Desk.java": """
      package shop;
      class Desk {
        private final Users users;
        Desk(Users users) { this.users = users; }
        void go() {
          users.findByEmail("a");
          users.findByActiveTrueAndTeamName("b");
          users.countByEmail("c");
          users.old();
          users.findAll();
          users.findById(1L).get();
          for (int i = 0; i < 3; i++) users.save(new User());
        }
      }
      """,
    ])
    let queries = queries(backend)
    #expect(queries.map(\.tables) == Array(repeating: ["User"], count: 7))
    #expect(
      queries.map(\.bound)
        == [.single, .filtered, .aggregate, .filtered, .everything, .single, .unknown])
    #expect(queries[1].filters == ["active", "teamName"])
    #expect(queries[6].operation == .insert)
  }

  @Test func clientsAreTheOnesThatBeansMake() throws {
    let config = """
      package shop;
      import org.springframework.context.annotation.*;
      import org.springframework.web.client.RestTemplate;
      @Configuration
      class Config {
        @Bean RestTemplate rest() { return new RestTemplate(); }
      }
      """
    let use = """
      package shop;
      import org.springframework.web.client.*;
      class Rates {
        private final RestTemplate rest;
        Rates(RestTemplate rest) { this.rest = rest; }
        String rate() { return rest.getForObject("https://rates.example/eur", String.class); }
      }
      """
    #expect(try timeouts(backend(["Config.java": config, "Rates.java": use])) == [.none])
    #expect(try timeouts(backend(["Rates.java": use])) == [.unknown])
    let limited = config.replacing("new RestTemplate()", with: "new RestTemplate(factory())")
    #expect(try timeouts(backend(["Config.java": limited, "Rates.java": use])) == [.set(seconds: nil)])
  }

  @Test func aRequestBuilderKnowsWhetherItWasGivenATimeout() throws {
    func file(_ link: String) -> [String: String] {
      [
        "Rates.java": """
        import java.net.URI;
        import java.net.http.*;
        class Rates {
          private final HttpClient client = HttpClient.newHttpClient();
          void rate() throws Exception {
            var request = HttpRequest.newBuilder(URI.create("https://rates.example"))\(link).header("a", "b").build();
            client.send(request, null);
          }
        }
        """
      ]
    }
    #expect(try timeouts(backend(file(""))) == [.none])
    #expect(try timeouts(backend(file(".timeout(Duration.ofSeconds(3))"))) == [.unknown])
  }

  @Test func annotationsOpenTransactionsAndStartThreads() throws {
    let backend = try backend([
      "shop/Desk.java": """
      package shop;
      import java.util.List;
      import org.springframework.jdbc.core.JdbcTemplate;
      import org.springframework.scheduling.annotation.Async;
      import org.springframework.transaction.annotation.Transactional;
      @Transactional
      public class Desk {
        private JdbcTemplate jdbc;
        private Mailer mailer;
        public void pay(List<String> ids) {
          ids.forEach(id -> jdbc.update("UPDATE orders SET paid = true WHERE id = ?", id));
          mailer.tell();
        }
      }
      class Mailer { @Async void tell() {} }
      """
    ])
    let update = try #require(backend.effects.first { if case .query = $0.kind { true } else { false } })
    #expect(backend[update.function].name == "Desk.pay.<lambda>")
    let pay = try #require(backend.functions.first { $0.name == "Desk.pay" })
    #expect(pay.calls.map(\.manner) == [.passed, .spawned])
    #expect(pay.calls[0].context.loops.count == 1)
    #expect(pay.calls.allSatisfy { $0.context.transaction != nil })
  }

  @Test func recordsEnumsAndGeneratedGettersAreRead() throws {
    let backend = try backend([
      "shop/Order.java": "package shop;\npublic record Order(String id, Kind kind, Line line) {}",
      "shop/Kind.java": "package shop;\npublic enum Kind { A, B; public void print() {} }",
      "shop/Line.java": "package shop;\n@lombok.Data public class Line { private Kind kind; }",
      "shop/Desk.java": """
      package shop;
      class Desk {
        void go(Order order, Object other) {
          order.kind().print();
          order.line().getKind().print();
          Kind.A.print();
          if (other instanceof Kind kind) kind.print();
          for (var each : java.util.List.of(order)) each.kind().print();
        }
      }
      """,
    ])
    #expect(try calls("Desk.go", backend) == Array(repeating: "Kind.print", count: 5))
  }

  @Test func textOfARequestIsFollowedIntoAStatement() throws {
    let backend = try backend([
      "shop/Search.java": """
      package shop;
      import java.sql.*;
      import jakarta.servlet.http.HttpServletRequest;
      class Search {
        private final Store store = new Store();
        void find(HttpServletRequest request) {
          Filter filter = new Filter();
          filter.setName(request.getParameter("name"));
          store.find(filter);
          store.count(Integer.parseInt(request.getParameter("id")));
        }
      }
      class Filter {
        private String name;
        String getName() { return name; }
        void setName(String name) { this.name = name; }
      }
      class Store {
        private Connection connection;
        void find(Filter filter) throws SQLException {
          StringBuilder sql = new StringBuilder("SELECT id FROM books WHERE name = '");
          sql.append(filter.getName()).append("'");
          connection.createStatement().executeQuery(sql.toString());
        }
        void count(int id) throws SQLException {
          connection.createStatement().executeQuery("SELECT count(*) FROM books WHERE id = " + id);
        }
      }
      """
    ])
    #expect(backend.flows.map(\.sink) == [.sql])
    #expect(backend.flows.first?.steps.last?.location.startLine == 23)
  }
}
