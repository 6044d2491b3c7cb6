internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Servers that Python code starts by itself, and whether they stop in order on SIGTERM.
enum PythonServerRecognizer: Recognizer {
  static let name = "python-server"
  static let triggers = ["uvicorn", "hypercorn", "waitress", "aiohttp", "flask", "sanic", "granian", "gunicorn"]

  /// What uvicorn, hypercorn, aiohttp and sanic do on SIGTERM is in their documentation; of Flask's server for
  /// development and of waitress nothing is said.
  private static let starts: [String: Bool?] = [
    "uvicorn.run": true, "uvicorn.Server.serve": true, "uvicorn.Server.run": true, "hypercorn.asyncio.serve": true,
    "hypercorn.trio.serve": true, "aiohttp.web.run_app": true, "sanic.Sanic.run": true, "granian.Granian.serve": true,
    "waitress.serve": nil, "flask.Flask.run": nil,
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    for method in ["run", "run_app", "serve"] {
      guard let name = context.program.names.lookup(method) else { continue }
      for call in context.program.sites(of: name) where isProduction(call.file, context) {
        guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee) else { continue }
        let value = context.evaluator.value(of: NodeRef(file: call.file, node: callee))
        for case let known? in value.alternatives.map(\.externalName) {
          guard let drains = starts[known] else { continue }
          draft.servers.append(
            Server(
              by: String(known.prefix { $0 != "." }), location: context.headLocation(call), service: 0, drains: drains))
          break
        }
      }
    }
  }

  private static func isProduction(_ file: FileID, _ context: RecognizerContext) -> Bool {
    let source = context.program.tree[file]
    return source.purpose == .production && source.language == .python
  }
}
