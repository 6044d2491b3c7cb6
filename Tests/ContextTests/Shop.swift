import Model
import Source

/// A small shop, made by hand: what a pipeline would hand over.
enum Shop {
  static func at(_ file: String, _ line: Int) -> Location { Location(file: file, line: line) }

  static let backend: Backend = {
    var backend = Backend()
    backend.project.name = "bookshop"
    backend.project.revision = "0123abc"
    var python = LanguageUse(name: "python")
    python.files = 48
    python.lines = 2310
    python.bytes = 81_234
    python.filesWithSyntaxErrors = 1
    python.unknownSyntaxShare = 0.001234567
    backend.languages = [python]
    backend.frameworks = [FrameworkUse(name: "fastapi", location: at("app/main.py", 1))]
    backend.services = [service]
    addCode(to: &backend)
    addData(to: &backend)
    backend.diagnostics = [
      Diagnostic(.warning, file: "app/broken.py", line: 3, "syntax error; the function was left out")
    ]
    backend.notes = [
      ProjectNote(file: "README.md", text: "# Bookshop\n\n[![badge](x)](y)\n\nSells books.\n```sh\nmake run\n```\n"),
      ProjectNote(file: "AGENTS.md", text: "Run `make test` first.\nTOKEN=abcdef\n"),
    ]
    backend.secrets = [
      HardcodedSecret(location: at("AGENTS.md", 2), kind: "token", name: "TOKEN", isProviderFormat: false)
    ]
    return backend
  }()

  private static var service: Service {
    var service = Service(root: "", name: "bookshop")
    service.languages = ["python"]
    service.frameworks = ["fastapi"]
    service.entryPoints = [at("app/main.py", 4)]
    service.startCommands = [
      StartCommand(command: "uvicorn app.main:app", location: at("Dockerfile", 12), receivesSignals: true)
    ]
    return service
  }

  private static func function(_ index: UInt32, _ name: String, _ file: String, _ line: Int) -> Function {
    Function(
      id: FunctionID(index: index), name: name, location: at(file, line), isAsync: false, isTest: false,
      purpose: .production)
  }

  private static func call(_ callee: UInt32, _ file: String, _ line: Int) -> Call {
    Call(callee: FunctionID(index: callee), location: at(file, line), manner: .direct, context: EffectContext())
  }

  private static func effect(
    _ index: UInt32, _ function: UInt32, _ location: Location, _ callee: String, _ kind: Effect.Kind
  )
    -> Effect
  {
    Effect(
      id: EffectID(index: index), function: FunctionID(index: function), location: location, callee: callee, kind: kind,
      isBlocking: true, context: EffectContext())
  }

  private static func addCode(to backend: inout Backend) {
    var create = function(0, "create_order", "app/api/orders.py", 18)
    create.calls = [call(1, "app/api/orders.py", 20), call(2, "app/api/orders.py", 25)]
    create.effects = 0..<1
    var charge = function(1, "Billing.charge", "app/clients/billing.py", 29)
    charge.effects = 1..<2
    var save = function(2, "save", "app/orders.py", 40)
    save.effects = 2..<4
    var health = function(3, "health", "app/main.py", 9)
    health.effects = 4..<4
    backend.functions = [create, charge, save, health]
    backend.effects = [
      effect(0, 0, at("app/api/orders.py", 19), "logging.info", .log),
      effect(
        1, 1, at("app/clients/billing.py", 31), "requests.post",
        .outbound(OutboundCall(method: "POST", destination: "https://user:pw@billing/charge", timeout: .none))),
      effect(
        2, 2, at("app/orders.py", 44), "Session.add",
        .query(Query(operation: .insert, tables: ["orders"], bound: .single))),
      effect(3, 2, at("app/orders.py", 46), "Session.commit", .transaction(.commit)),
    ]
    backend.endpoints = [
      Endpoint(
        id: EndpointID(index: 0), method: "GET", path: "/health", framework: "fastapi", auth: Auth(.none),
        handler: Handler(name: "health", location: at("app/main.py", 9), function: FunctionID(index: 3)),
        registered: at("app/main.py", 8)),
      Endpoint(
        id: EndpointID(index: 1), method: "POST", path: "/orders", framework: "fastapi",
        auth: Auth(.required, by: "Depends get_current_user", location: at("app/auth.py", 12)),
        handler: Handler(name: "create_order", location: at("app/api/orders.py", 18), function: FunctionID(index: 0)),
        registered: at("app/api/orders.py", 17)),
    ]
    backend.endpoints[1].inputs = [
      Input(name: "items", place: .body, type: "list[Item]", isRequired: true, isValidated: true)
    ]
    backend.endpoints[1].middleware = [Middleware(name: "CORSMiddleware", kind: .cors, location: at("app/main.py", 6))]
  }

  private static func addData(to backend: inout Backend) {
    var orders = Table(name: "orders", model: "Order", location: at("app/models.py", 10))
    var id = Column(name: "id", type: "Integer", location: at("app/models.py", 11))
    id.isPrimaryKey = true
    var note = Column(name: "note", type: "String", location: at("app/models.py", 12))
    note.isNullable = true
    orders.columns = [id, note]
    orders.uniques = [["id"]]
    orders.relations = [
      Relation(
        name: "items", target: "OrderItem", isCollection: true, isEager: false, location: at("app/models.py", 13))
    ]
    backend.tables = [orders]
    var store = DataStore(kind: .relational, engine: "postgresql", driver: "psycopg", location: at("app/db.py", 9))
    store.pool = Pool(size: 5, isDefault: true)
    backend.dataStores = [store]
    backend.jobs = [
      Job(
        name: "nightly", location: at("app/jobs.py", 3), trigger: .schedule("0 3 * * *"),
        function: FunctionID(index: 2),
        by: "apscheduler", isInProcess: true)
    ]
    backend.settings = [
      Setting(
        name: "DATABASE_URL", defaultValue: "postgresql://shop:hunter2@db/shop", location: at("app/settings.py", 4),
        isSecret: false, isRequired: false),
      Setting(
        name: "JWT_SECRET", defaultValue: "do-not-print", location: at("app/settings.py", 5), isSecret: true,
        isRequired: true),
    ]
    backend.dependencies = [
      Dependency(name: "fastapi", version: "0.111.0", location: at("requirements.txt", 1), isDevelopment: false)
    ]
    backend.deployment.tests = ["tests"]
  }
}
