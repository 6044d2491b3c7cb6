internal import Source
import Model
import Pipeline
import Testing

/// What the model says about Go: packages of several files, methods by receiver, fields, results, interfaces.
@Suite struct GoModelTests {
  private func backend(_ files: [String: String]) throws -> Backend {
    let folder = try TemporaryFolder(files)
    var options = PipelineOptions(root: folder.path)
    options.workers = 1
    return try Pipeline.run(options).backend
  }

  private static let module = "module example.com/shop\n\ngo 1.22\n"

  /// The tables of the queries that an endpoint reaches, in order.
  private func tables(_ backend: Backend) -> [String] {
    backend.effects.compactMap { effect in
      if case .query(let query) = effect.kind { return "\(query.operation) \(query.tables.first ?? "?")" }
      return nil
    }
  }

  private static let store = """
    package store

    import "database/sql"

    type Store struct { db *sql.DB }

    func New(url string) (*Store, error) {
      db, err := sql.Open("postgres", url)
      if err != nil {
        return nil, err
      }
      return &Store{db: db}, nil
    }
    """

  @Test func namesOfOneFileAreSeenInTheOthersOfItsPackage() throws {
    let backend = try backend([
      "go.mod": Self.module, "store/store.go": Self.store,
      "store/books.go": """
      package store

      func (s *Store) Books() error {
        _, err := s.db.Query("SELECT id FROM books")
        return err
      }
      """,
      "main.go": """
      package main

      import (
        "net/http"

        "example.com/shop/store"
      )

      func list(w http.ResponseWriter, r *http.Request) { books.Books() }

      func main() {
        http.HandleFunc("GET /books", list)
        http.ListenAndServe(":80", nil)
      }
      """,
      "state.go": """
      package main

      import "example.com/shop/store"

      var books, _ = store.New("postgres://localhost/shop")
      """,
    ])
    #expect(tables(backend) == ["select books"])
    let list = try #require(backend.functions.first { $0.name == "list" })
    let called = list.calls.compactMap(\.callee).map { backend[$0].name }
    #expect(called == ["Store.Books"])
  }

  @Test(arguments: ["v1", "v2", "go-books"])
  func packagesMayBeNamedLikeVersions(_ folder: String) throws {
    let name = folder == "go-books" ? "books" : folder
    let backend = try backend([
      "go.mod": Self.module, "api/\(folder)/list.go": "package \(name)\n\nfunc List() {}\n",
      "main.go": """
      package main

      import "example.com/shop/api/\(folder)"

      func main() { \(name).List() }
      """,
    ])
    let main = try #require(backend.functions.first { $0.name == "main" })
    #expect(main.calls.compactMap(\.callee).map { backend[$0].name } == ["List"])
  }

  @Test func anInterfaceIsItsOnlyImplementation() throws {
    let backend = try backend([
      "go.mod": Self.module, "store/store.go": Self.store,
      "store/remove.go": """
      package store

      func (s *Store) Remove(id string) { s.db.Exec("DELETE FROM books WHERE id = $1", id) }
      """,
      "main.go": """
      package main

      import "github.com/gin-gonic/gin"

      type Remover interface { Remove(id string) }

      type API struct { store Remover }

      func (a *API) remove(c *gin.Context) { a.store.Remove(c.Param("id")) }
      """,
    ])
    let remove = try #require(backend.functions.first { $0.name == "API.remove" })
    #expect(remove.calls.compactMap(\.callee).map { backend[$0].name } == ["Store.Remove"])
  }

  @Test func aRouterOfAnotherFileHasItsPrefix() throws {
    let backend = try backend([
      "go.mod": Self.module,
      "routes.go": """
      package main

      import "github.com/gin-gonic/gin"

      var api *gin.RouterGroup

      func register() {
        api.GET("/books", func(c *gin.Context) {})
        add(api.Group("/" + area))
      }

      const area = "shelves"

      type registrar interface {
        GET(path string, handlers ...gin.HandlerFunc) gin.IRoutes
      }

      func add(r registrar) { r.GET("/:id", func(c *gin.Context) {}) }
      """,
      "main.go": """
      package main

      import "github.com/gin-gonic/gin"

      func main() {
        router := gin.New()
        api = router.Group("/api")
        register()
        router.Run()
      }
      """,
    ])
    #expect(backend.endpoints.map(\.title).sorted() == ["GET /api/books", "GET /api/shelves/{id}"])
  }

  @Test(arguments: [
    ("client := &http.Client{}", true), ("client := &http.Client{Timeout: 3 * time.Second}", false),
    ("client := new(http.Client)", true), ("client := http.DefaultClient", true),
    ("client := &http.Client{}\n  client.Timeout = time.Second", false),
  ])
  func timeoutsOfClientsAreRead(_ made: String, _ waits: Bool) throws {
    let backend = try backend([
      "main.go": """
      package main

      import (
        "net/http"
        "time"
      )

      var pause = time.Second

      func f() {
        \(made)
        client.Get("https://example.com")
      }
      """
    ])
    let timeouts = backend.effects.compactMap { effect -> Timeout? in
      if case .outbound(let call) = effect.kind { return call.timeout }
      return nil
    }
    #expect(timeouts.count == 1)
    #expect((timeouts.first == Timeout.none) == waits)
  }
}
