internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Servers that Node code starts, and whether anything stops them in order when the process is told to end.
enum NodeServerRecognizer: Recognizer {
  static let name = "node-server"
  static let triggers = [
    "express", "http", "https", "http2", "node:http", "node:https", "node:http2", "koa", "fastify", "@hapi/hapi",
    "@nestjs/core", "restify", "hono", "@hono/node-server", "polka", "connect",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = NodeServers(context: context)
    let starts = reading.starts()
    guard !starts.isEmpty else { return }
    let drains = reading.drains()
    for start in starts {
      draft.servers.append(
        Server(by: start.by, location: context.headLocation(start.call), service: 0, drains: drains))
    }
  }
}

struct NodeServers {
  let context: RecognizerContext

  struct Start {
    let by: String
    let call: NodeRef
  }

  private var evaluator: Evaluator { context.evaluator }

  // MARK: Starts

  /// `app.listen(port)`, `server.listen(port)`, Hapi's `server.start()`, Hono's `serve(app)`.
  func starts() -> [Start] {
    var found: [Start] = []
    for method in ["listen", "start", "serve"] {
      guard let name = context.program.names.lookup(method) else { continue }
      for call in context.program.sites(of: name) where isProduction(call.file) {
        if let by = server(method, call) { found.append(Start(by: by, call: call)) }
      }
    }
    return found
  }

  private func isProduction(_ file: FileID) -> Bool {
    let source = context.program.tree[file]
    guard source.purpose == .production, source.language?.isECMAScript == true else { return false }
    return !source.path.lowercased().split { "/.".contains($0) }.contains {
      ["example", "examples", "demo", "demos", "sample", "samples", "install", "mock", "mocks", "stub"].contains($0)
    }
  }

  private static let listening: Set<String> = [
    "express", "http", "https", "http2", "koa", "fastify", "restify", "polka", "connect", "@nestjs", "express.default",
  ]

  private func server(_ method: String, _ call: NodeRef) -> String? {
    guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee) else { return nil }
    let names = evaluator.value(of: NodeRef(file: call.file, node: callee)).alternatives.compactMap(\.externalName)
    switch method {
    case "listen":
      guard file[callee].kind == .member else { return nil }
      if let package = names.compactMap({ Self.package(of: $0) }).first(where: { Self.listening.contains($0) }) {
        return package
      }
      return nil
    case "start": return names.contains { $0.hasPrefix("@hapi/hapi.") } ? "@hapi/hapi" : nil
    default: return names.contains { $0.hasPrefix("@hono/node-server") } ? "@hono/node-server" : nil
    }
  }

  private static func package(of name: String) -> String? {
    name.split(whereSeparator: { $0 == "." || $0 == "/" }).first.map(String.init)
  }

  // MARK: Stops

  /// Libraries that stop a server in order.
  private static let draining = [
    "http-graceful-shutdown", "@godaddy/terminus", "@moebius/http-graceful-shutdown", "lightship", "http-terminator",
    "close-with-grace", "fastify-graceful-shutdown", "express-graceful-exit", "stoppable", "http-shutdown",
    "server-destroy", "node-graceful-shutdown", "async-exit-hook", "exit-hook", "death", "hapi-graceful-pm2", "exiting",
    "@hapi/pinpoint", "shutdown-manager", "fastify-cli", "@fastify/restartable", "node-cleanup", "terminus",
  ]

  /// Something handles SIGTERM; `nil` when something handles a signal that could not be seen.
  func drains() -> Bool? {
    if Self.draining.contains(where: context.program.imported.contains) { return true }
    if let name = context.program.names.lookup("enableShutdownHooks"), !context.program.sites(of: name).isEmpty {
      return true
    }
    var answer: Bool? = false
    for method in ["on", "once", "addListener", "prependListener"] {
      guard let name = context.program.names.lookup(method) else { continue }
      for call in context.program.sites(of: name) {
        switch handlesTermination(call) {
        case true?: return true
        case nil: answer = nil
        case false?: break
        }
      }
    }
    return answer
  }

  /// `process.on("SIGTERM", …)`.
  private func handlesTermination(_ call: NodeRef) -> Bool? {
    guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
      let object = file.child(callee, .object), context.program.text(file[object].name) == "process",
      let event = evaluator.argument(0, of: call)
    else { return false }
    guard let events = events(event) else { return nil }
    return events.contains("SIGTERM")
  }

  /// The events that an argument may name: one, or those that a loop goes over.
  private func events(_ event: NodeRef) -> [String]? {
    let values = evaluator.value(of: event).alternatives
    let texts = values.compactMap(\.constantText)
    return texts.count == values.count ? texts : eachOf(event)
  }

  /// `["SIGTERM", "SIGINT"].forEach(signal => process.on(signal, …))`.
  private func eachOf(_ event: NodeRef) -> [String]? {
    guard let definition = evaluator.definition(of: event), let file = context.program.file(definition.file),
      file[definition.node].kind == .parameter, case let call = file[file[definition.node].parent].parent,
      file[call].kind == .call, let callee = file.child(call, .callee), file[callee].kind == .member,
      ["forEach", "map"].contains(context.program.text(file[callee].name)), let object = file.child(callee, .object)
    else { return nil }
    let values = evaluator.elements(of: evaluator.value(of: NodeRef(file: definition.file, node: object)))
    let texts = values.compactMap(\.constantText)
    return texts.isEmpty || texts.count < values.count ? nil : texts
  }
}
