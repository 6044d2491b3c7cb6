internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Servers that Go code starts: how long they wait for a request, and whether anything stops them in order.
enum GoServerRecognizer: Recognizer {
  static let name = "go-server"
  static let triggers = [
    "net/http", "github.com/gin-gonic/gin", "github.com/labstack/echo", "github.com/gofiber/fiber",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = GoServers(context: context)
    let drains = reading.drains()
    for start in reading.starts() {
      var server = Server(by: start.by, location: start.location, service: 0, drains: drains)
      server.headerTimeout = start.headerTimeout
      draft.servers.append(server)
    }
  }
}

struct GoServers {
  let context: RecognizerContext

  struct Start {
    let by: String
    let location: Location
    let headerTimeout: Timeout
  }

  private var evaluator: Evaluator { context.evaluator }
  private var program: Program { context.program }

  /// What starts a server that net/http makes without any limit.
  private static let bare: [String: String] = [
    "net/http.ListenAndServe": "net/http", "net/http.ListenAndServeTLS": "net/http", "net/http.Serve": "net/http",
    "net/http.ServeTLS": "net/http", "github.com/gin-gonic/gin.RouterGroup.Run": "gin",
    "github.com/gin-gonic/gin.RouterGroup.RunTLS": "gin", "github.com/gin-gonic/gin.RouterGroup.RunListener": "gin",
  ]

  /// Frameworks with a server of their own, whose limits are set elsewhere.
  private static let own: [String: String] = [
    "github.com/labstack/echo.Echo.Start": "echo", "github.com/labstack/echo.Echo.StartTLS": "echo",
    "github.com/gofiber/fiber.Router.Listen": "fiber",
  ]

  func starts() -> [Start] {
    var found: [Start] = []
    for method in [
      "ListenAndServe", "ListenAndServeTLS", "Serve", "ServeTLS", "Run", "RunTLS", "RunListener", "Start", "StartTLS",
      "Listen",
    ] {
      for call in sites(method) {
        guard let file = program.file(call.file), let callee = file.child(call.node, .callee) else { continue }
        let value = evaluator.value(of: NodeRef(file: call.file, node: callee))
        guard let name = value.externalName, !isInternal(call, value.site) else { continue }
        let place = context.headLocation(call)
        if let by = Self.bare[name] {
          found.append(Start(by: by, location: place, headerTimeout: .none))
        } else if let by = Self.own[name] {
          found.append(Start(by: by, location: place, headerTimeout: .unknown))
        } else if name.hasPrefix("net/http.Server."), let made = value.site {
          found.append(Start(by: "net/http", location: context.headLocation(made), headerTimeout: timeout(of: made)))
        } else if name.hasPrefix("net/http.Server.") {
          found.append(Start(by: "net/http", location: place, headerTimeout: .unknown))
        }
      }
    }
    return found
  }

  private func sites(_ method: String) -> [NodeRef] {
    guard let name = program.names.lookup(method) else { return [] }
    return program.sites(of: name).filter { call in
      let source = program.tree[call.file]
      return source.language == .go && source.purpose == .production && !isExample(source.path)
    }
  }

  /// A server for health checks or metrics, which only the neighbours speak to.
  private func isInternal(_ call: NodeRef, _ made: NodeRef?) -> Bool {
    [call, made].compactMap { $0 }.contains { ref in
      let text = program.file(ref.file)?.text(ref.node).prefix(400).lowercased() ?? ""
      if program.tree[ref.file].path.split(separator: "/").contains("cli") { return true }
      return ["health", "metric", "pprof", "debug", "probe"].contains { text.contains($0) }
    }
  }

  private func isExample(_ path: String) -> Bool {
    path.lowercased().split { "/._".contains($0) }.contains {
      ["example", "examples", "demo", "mock", "mocks", "testdata", "fake", "dummy"].contains(String($0))
    }
  }

  /// `ReadHeaderTimeout` and, where it is not set, `ReadTimeout` bound how long a request may take to say what it wants.
  private func timeout(of made: NodeRef) -> Timeout {
    guard program.node(made)?.flags.contains(.isNew) == true else { return .unknown }
    for field in ["ReadHeaderTimeout", "ReadTimeout"] {
      guard let given = evaluator.argument(named: field, of: made) else { continue }
      if case .number(let seconds) = evaluator.value(of: given) { return seconds > 0 ? .set(seconds: seconds) : .none }
      return .set(seconds: nil)
    }
    // `server.ReadTimeout = …` later.
    let fields = ["ReadHeaderTimeout", "ReadTimeout"].compactMap { program.name(of: $0) }
    let folder = folder(of: program.tree[made.file].path)
    let isSetLater = program.fileIDs.contains { id in
      program.tree[id].language == .go && self.folder(of: program.tree[id].path) == folder
        && program.index(of: id)?.attributes.contains { fields.contains($0.name) } ?? false
    }
    return isSetLater ? .unknown : .none
  }

  private func folder(of path: String) -> Substring {
    path.lastIndex(of: "/").map { path[..<$0] } ?? ""
  }

  /// `server.Shutdown(ctx)` is what drains; a signal that is handled without it is not seen through.
  func drains() -> Bool? {
    for method in ["Shutdown", "ShutdownWithContext", "ShutdownWithTimeout", "GracefulStop"] {
      if !sites(method).isEmpty { return true }
    }
    for module in [
      "github.com/fvbock/endless", "github.com/facebookgo/grace", "github.com/tylerb/graceful",
      "github.com/ory/graceful",
    ]
    where program.imported.contains(module) { return true }
    let handles = ["Notify", "NotifyContext"].contains { method in
      sites(method).contains { call in
        program.file(call.file)?.child(call.node, .callee).flatMap {
          evaluator.value(of: NodeRef(file: call.file, node: $0)).externalName?.hasPrefix("os/signal.")
        } ?? false
      }
    }
    return handles ? nil : false
  }
}
