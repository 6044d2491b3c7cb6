internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Cross-origin policies of the common libraries: Starlette's middleware, flask-cors, cors for Express, NestJS.
enum CORSRecognizer: Recognizer {
  static let name = "cors"
  static let triggers = [
    "fastapi", "starlette", "flask_cors", "cors", "@nestjs/core", "@koa/cors", "@fastify/cors", "fastify-cors",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = CORSReading(context: context)
    for method in CORSReading.calls {
      guard let name = context.program.names.lookup(method) else { continue }
      for call in context.program.sites(of: name) where context.isServed(call.file) {
        if let policy = reading.policy(method, call) { draft.corsPolicies.append(policy) }
      }
    }
  }
}

struct CORSReading {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }

  /// The names that are called.
  static let calls = ["add_middleware", "Middleware", "CORS", "cors", "enableCors", "register"]

  func policy(_ method: String, _ call: NodeRef) -> CORSPolicy? {
    switch method {
    case "add_middleware", "Middleware": starlette(call)
    case "CORS": flask(call)
    case "register": fastify(call)
    default: ecmascript(call)
    }
  }

  /// With credentials, Starlette answers `*` with the caller's own origin.
  private func starlette(_ call: NodeRef) -> CORSPolicy? {
    guard let first = evaluator.argument(0, of: call),
      evaluator.value(of: first).externalName?.hasSuffix("CORSMiddleware") == true
    else { return nil }
    let pattern = evaluator.argument(named: "allow_origin_regex", of: call).flatMap { written($0) }.flatMap {
      evaluator.value(of: $0).constantText
    }
    let isAny =
      evaluator.argument(named: "allow_origins", of: call).map { isWildcard($0) } ?? false
      || [".*", "^.*$", ".+", "https?://.*", "http.*"].contains(pattern)
    return policy(
      call, isAny, reflects: isAny, credentials: isTrue(evaluator.argument(named: "allow_credentials", of: call)))
  }

  /// flask-cors allows every origin unless told otherwise, and answers with the caller's own unless `send_wildcard`.
  private func flask(_ call: NodeRef) -> CORSPolicy? {
    guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
      evaluator.value(of: NodeRef(file: call.file, node: callee)).externalName?.hasPrefix("flask_cors") == true,
      evaluator.argument(named: "resources", of: call) == nil
    else { return nil }
    let isAny = evaluator.argument(named: "origins", of: call).map { isWildcard($0) } ?? true
    let wildcard = isTrue(evaluator.argument(named: "send_wildcard", of: call))
    return policy(
      call, isAny, reflects: isAny && !wildcard,
      credentials: isTrue(evaluator.argument(named: "supports_credentials", of: call)))
  }

  /// `app.register(cors, {origin: true, credentials: true})`.
  private func fastify(_ call: NodeRef) -> CORSPolicy? {
    guard let plugin = evaluator.argument(0, of: call), let name = evaluator.value(of: plugin).externalName,
      ["@fastify/cors", "fastify-cors"].contains(where: { name == $0 || name.hasPrefix($0 + ".") }),
      let options = evaluator.argument(1, of: call)
    else { return nil }
    return policy(of: options, call)
  }

  /// `cors({origin: true, credentials: true})`: `true` sends the caller's own origin back.
  private func ecmascript(_ call: NodeRef) -> CORSPolicy? {
    guard context.program.file(call.file)?.source.language?.isECMAScript == true,
      let options = evaluator.argument(0, of: call)
    else {
      return nil
    }
    return policy(of: options, call)
  }

  private func policy(of options: NodeRef, _ call: NodeRef) -> CORSPolicy? {
    let value = evaluator.value(of: options)
    guard let origin = evaluator.entryNode("origin", of: value) else { return nil }
    let reflects = evaluator.value(of: origin) == .bool(true) || agreesAlways(origin)
    let isAny = reflects || evaluator.value(of: origin).constantText == "*"
    let credentials = evaluator.entryNode("credentials", of: value)
    return policy(call, isAny, reflects: reflects, credentials: isTrue(credentials))
  }

  /// `(origin, callback) => callback(null, true)`: asked, and never refused.
  private func agreesAlways(_ origin: NodeRef) -> Bool {
    guard let file = context.program.file(origin.file), file[origin.node].kind == .function,
      case let parameters = file.children(origin.node, .parameter), parameters.count == 2
    else { return false }
    var agrees = false
    for node in origin.node + 1..<file[origin.node].next {
      switch file[node].kind {
      case .ifStatement, .conditional, .logical, .comparison, .switchStatement, .throwStatement, .tryStatement, .await:
        return false
      case .call:
        guard let callee = file.child(node, .callee), file[callee].name == file[parameters[1]].name,
          case let call = NodeRef(file: origin.file, node: node), let error = evaluator.argument(0, of: call),
          evaluator.value(of: error) == .null, let answer = evaluator.argument(1, of: call)
        else { return false }
        let isOrigin = file[answer.node].kind == .name && file[answer.node].name == file[parameters[0]].name
        agrees = isOrigin || isTrue(answer)
      default: break
      }
    }
    return agrees
  }

  private func policy(_ call: NodeRef, _ isAny: Bool, reflects: Bool, credentials: Bool) -> CORSPolicy {
    CORSPolicy(
      location: context.headLocation(call), allowsAnyOrigin: isAny, reflectsOrigin: reflects,
      allowsCredentials: credentials)
  }

  private func isTrue(_ ref: NodeRef?) -> Bool { ref.map { evaluator.value(of: $0) == .bool(true) } ?? false }

  /// What is written down, not what a setting may change.
  private func written(_ ref: NodeRef) -> NodeRef? { context.program.node(ref)?.kind == .member ? nil : ref }

  private func isWildcard(_ ref: NodeRef) -> Bool {
    guard let ref = written(ref) else { return false }
    let value = evaluator.value(of: ref)
    if value.constantText == "*" { return true }
    guard case .literal = value else { return false }
    return evaluator.elements(of: value).contains { $0.constantText == "*" }
  }
}
