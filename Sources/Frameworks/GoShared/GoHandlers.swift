internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What answers, without the middleware wrapped around it.
struct GoHandled {
  let ref: NodeRef
  let value: Value
  /// What is known where the handler was made.
  var frame: Frame?
  /// The function that answers, when it is the project's.
  var function: NodeRef?
  /// Outermost first.
  var wrappers: [GoMiddleware] = []
  /// The prefix that `http.StripPrefix` takes off.
  var stripped: String?
}

/// Finds the functions that answer.
struct GoHandlers {
  let context: RecognizerContext
  let words = GoWords()
  private static let maxDepth = 8

  init(_ context: RecognizerContext) { self.context = context }

  var evaluator: Evaluator { context.evaluator }

  /// Takes wrappers off a handler: `logged(auth(http.HandlerFunc(s.list)))`.
  func unwrap(_ ref: NodeRef, in outer: Frame?) -> GoHandled {
    var frame = outer
    var wrappers: [GoMiddleware] = []
    var stripped: String?
    var current = ref
    var visited: Set<NodeRef> = [ref]
    for _ in 0..<Self.maxDepth {
      guard let file = context.program.file(current.file) else { break }
      if let given = embedded(current, frame), visited.insert(given).inserted {
        current = given
        frame = nil
        continue
      }
      if file[current.node].kind == .name, let made = definedCall(current, frame),
        isNoFunction(current, frame) || handlerArgument(of: made, in: frame) != nil, visited.insert(made).inserted
      {
        current = made
        continue
      }
      guard file[current.node].kind == .call, !file[current.node].flags.contains(.isNew),
        let callee = file.child(current.node, .callee)
      else { break }
      let called = evaluator.value(of: NodeRef(file: current.file, node: callee), in: frame)
      guard let inner = handlerArgument(of: current, in: frame) else {
        // `ui.Serve(store)`, which answers with a wrapped router.
        guard let made = returned(by: called, calledAt: current, frame), visited.insert(made.ref).inserted else {
          break
        }
        current = made.ref
        frame = made.frame
        continue
      }
      guard visited.insert(inner).inserted else { break }
      switch called.externalName {
      case "net/http.HandlerFunc": break
      case "net/http.StripPrefix":
        stripped =
          (stripped ?? "")
          + (evaluator.argument(0, of: current).flatMap {
            evaluator.value(of: $0, in: frame).text
          } ?? "")
      default:
        // A conversion to a function type of the project changes nothing.
        if case .type = called { break }
        wrappers.append(GoMiddleware(ref: current, frame: frame))
      }
      current = inner
    }
    let value = evaluator.value(of: current, in: frame)
    return GoHandled(
      ref: current, value: value, frame: frame, function: function(of: value), wrappers: wrappers, stripped: stripped)
  }

  /// `type Router struct { http.Handler }`: the handler that such an object is given.
  private func embedded(_ ref: NodeRef, _ frame: Frame?) -> NodeRef? {
    guard case .instance(let type, _) = evaluator.value(of: ref, in: frame),
      evaluator.method("ServeHTTP", of: type) == nil,
      let file = context.program.file(type.file), file.source.language == .go,
      file.children(type.node).contains(where: {
        file[$0].role == .base && context.program.text(file[$0].name) == "Handler"
      })
    else { return nil }
    return evaluator.goGiven("Handler", to: type)
  }

  /// The one expression that a function of the project answers with, unless it is a function that answers requests.
  private func returned(by called: Value, calledAt site: NodeRef, _ outer: Frame?) -> (ref: NodeRef, frame: Frame?)? {
    guard called.alternatives.count == 1, let function = function(of: called), !takesRequest(function),
      let file = context.program.file(function.file)
    else { return nil }
    let all = evaluator.returns(of: function, file).filter { file[$0.node].kind != .null }
    guard all.count == 1, file[all[0].node].kind == .call || file[all[0].node].kind == .name else { return nil }
    let bindings = evaluator.frame(for: function, calledAt: site, in: outer)
    return (all[0], bindings.map { evaluator.frame($0.bindings, parent: outer) } ?? outer)
  }

  private func isNoFunction(_ ref: NodeRef, _ frame: Frame?) -> Bool {
    function(of: evaluator.value(of: ref, in: frame)) == nil
  }

  /// The call that a variable was made by.
  private func definedCall(_ ref: NodeRef, _ frame: Frame?) -> NodeRef? {
    guard let target = evaluator.definition(of: ref), let file = context.program.file(target.file) else { return nil }
    let statement = file[target.node].parent
    guard file[statement].kind == .assignment, let value = file.child(statement, .value), file[value].kind == .call
    else {
      return nil
    }
    return NodeRef(file: target.file, node: value)
  }

  /// The argument of a call that is a handler itself.
  private func handlerArgument(of call: NodeRef, in frame: Frame?) -> NodeRef? {
    for position in 0..<min(4, evaluator.argumentCount(of: call)) {
      guard let argument = evaluator.argument(position, of: call) else { continue }
      if isHandler(evaluator.value(of: argument, in: frame)) { return argument }
      if context.program.node(argument)?.kind == .call, handlerArgument(of: argument, depth: 0, frame) {
        return argument
      }
    }
    return nil
  }

  private func handlerArgument(of call: NodeRef, depth: Int, _ frame: Frame?) -> Bool {
    guard depth < 4 else { return false }
    for position in 0..<min(4, evaluator.argumentCount(of: call)) {
      guard let argument = evaluator.argument(position, of: call) else { continue }
      if isHandler(evaluator.value(of: argument, in: frame)) { return true }
      if context.program.node(argument)?.kind == .call, handlerArgument(of: argument, depth: depth + 1, frame) {
        return true
      }
    }
    return false
  }

  /// Whether a value answers requests: a function of a request, something with `ServeHTTP`, a router.
  private func isHandler(_ value: Value) -> Bool {
    value.alternatives.contains { alternative in
      switch alternative {
      case .object(let type, _):
        GoPackages.routing.contains(where: type.hasPrefix) || Self.handlerTypes.contains(type)
      case .function, .bound, .instance: function(of: alternative).map { takesRequest($0) } ?? false
      default: false
      }
    }
  }

  private static let handlerTypes: Set<String> = ["net/http.Handler", "net/http.HandlerFunc", "net/http.FileServer"]
  static let ginContext = "github.com/gin-gonic/gin.Context"
  static let requestTypes: Set<String> = [
    "net/http.Request", ginContext, "github.com/labstack/echo.Context",
    "github.com/gofiber/fiber.Ctx",
  ]

  static func isOfRequest(_ name: String) -> Bool {
    requestTypes.contains(name) || name == "net/http.ResponseWriter"
  }

  private static let middlewareTypes: Set<String> = [
    "net/http.Handler", "net/http.HandlerFunc", "github.com/labstack/echo.HandlerFunc",
    "github.com/gin-gonic/gin.HandlerFunc", "github.com/gofiber/fiber.Handler",
    "github.com/julienschmidt/httprouter.Handle",
  ]

  /// Whether a written type is one of functions that answer requests.
  func isHandlerType(_ type: NodeRef) -> Bool {
    if let name = evaluator.instance(ofType: type).externalName { return Self.middlewareTypes.contains(name) }
    return evaluator.value(of: type).externalName.map { Self.middlewareTypes.contains($0) } ?? false
  }

  /// The parameters of a function without a receiver.
  func parameters(of function: NodeRef) -> [NodeRef] {
    let all = evaluator.parameters(of: function)
    return context.program.file(function.file)?.hasReceiver(function.node) == true ? Array(all.dropFirst()) : all
  }

  /// Whether a function has a request among its parameters.
  func takesRequest(_ function: NodeRef) -> Bool {
    parameters(of: function).contains { parameter in
      guard let file = context.program.file(parameter.file), let type = file.child(parameter.node, .type),
        let name = evaluator.instance(ofType: NodeRef(file: parameter.file, node: type)).externalName
      else { return false }
      return Self.requestTypes.contains(name)
    }
  }

  /// The project's function that a value is, or that answers for it.
  func function(of value: Value) -> NodeRef? {
    for alternative in value.alternatives {
      switch alternative {
      case .function(let function), .bound(let function, _): return function
      case .instance(let type, _): if let serve = evaluator.method("ServeHTTP", of: type) { return serve }
      default: continue
      }
    }
    return nil
  }

  /// A handler for the model.
  func handler(_ handled: GoHandled) -> Handler {
    if let function = handled.function {
      var handler = context.handler(function)
      if handler.name.hasSuffix("<lambda>"), let name = made(handled.ref) { handler.name = name }
      return handler
    }
    return Handler(
      name: MiddlewareGuards(context).title(of: handled.ref), location: context.location(handled.ref), function: nil)
  }

  /// `h.Login()`, which gives the function that answers.
  private func made(_ ref: NodeRef) -> String? {
    guard context.program.node(ref)?.kind == .call else { return nil }
    return MiddlewareGuards(context).title(of: ref)
  }

  // MARK: Verbs

  /// "GET" or `http.MethodGet`.
  static func verb(_ value: Value) -> String? {
    if let text = value.constantText {
      return !text.isEmpty && text.allSatisfy { $0.isLetter } ? text.uppercased() : nil
    }
    guard let name = value.externalName else { return nil }
    for prefix in ["net/http.Method", "github.com/gofiber/fiber.Method"] where name.hasPrefix(prefix) {
      return String(name.dropFirst(prefix.count)).uppercased()
    }
    return nil
  }

  /// The verbs that a handler for any verb tells apart by itself: `switch r.Method`, `if r.Method != http.MethodPost`.
  func methods(askedBy ref: NodeRef, in frame: Frame?) -> [String] {
    guard let function = unwrap(ref, in: frame).function, let file = context.program.file(function.file) else {
      return []
    }
    var found: [String] = []
    func add(_ node: NodeID) {
      let value = evaluator.value(of: NodeRef(file: function.file, node: node))
      if let verb = Self.verb(value), !found.contains(verb) { found.append(verb) }
    }
    for node in function.node..<file[function.node].next {
      switch file[node].kind {
      case .switchStatement:
        guard let value = file.child(node, .value), isMethod(value, file) else { continue }
        for item in file.children(node, .item) { for condition in file.children(item, .condition) { add(condition) } }
      case .comparison:
        guard let left = file.child(node, .left), let right = file.child(node, .right), isMethod(left, file) else {
          continue
        }
        add(right)
      default: continue
      }
    }
    // One that answers preflights by itself answers everything else as well.
    return found == ["OPTIONS"] || found == ["HEAD"] ? [] : found
  }

  private func isMethod(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    guard file[node].kind == .member, context.program.text(file[node].name) == "Method",
      let object = file.child(node, .object)
    else { return false }
    return file[object].kind == .name
  }
}
