internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Middleware that a module applies to routes.
struct NestMiddlewareUse {
  let middleware: [NodeRef]
  let patterns: [NestPattern]
  let excluded: [NestPattern]
  let controllers: [NodeRef]

  func covers(_ method: String, _ path: String, _ controller: NodeRef) -> Bool {
    guard controllers.contains(controller) || patterns.contains(where: { $0.matches(method, path) }) else {
      return false
    }
    return !excluded.contains { $0.matches(method, path) }
  }
}

/// `consumer.apply(…).exclude(…).forRoutes(…)`.
struct NestConsumers {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }

  func uses() -> [NestMiddlewareUse] {
    guard let name = context.program.names.lookup("forRoutes") else { return [] }
    return context.program.sites(of: name).filter { context.isServed($0.file) }.compactMap { use($0) }
  }

  private func use(_ call: NodeRef) -> NestMiddlewareUse? {
    var middleware: [NodeRef] = []
    var excluded: [NestPattern] = []
    var current = call
    for _ in 0..<8 {
      guard let file = context.program.file(current.file), let callee = file.child(current.node, .callee),
        file[callee].kind == .member, let object = file.child(callee, .object), file[object].kind == .call
      else { break }
      current = NodeRef(file: current.file, node: object)
      guard let inner = file.child(object, .callee) else { break }
      switch context.program.text(file[inner].name) {
      case "apply": middleware += arguments(current)
      case "exclude": excluded += arguments(current).flatMap { NestPattern.all($0, context, nil) }
      default: break
      }
    }
    guard !middleware.isEmpty else { return nil }
    var patterns: [NestPattern] = []
    var controllers: [NodeRef] = []
    for argument in arguments(call) {
      if case .type(let controller) = evaluator.value(of: argument) {
        controllers.append(controller)
      } else {
        patterns += NestPattern.all(argument, context, nil)
      }
    }
    return NestMiddlewareUse(
      middleware: middleware, patterns: patterns, excluded: excluded, controllers: controllers)
  }

  private func arguments(_ call: NodeRef) -> [NodeRef] {
    guard let file = context.program.file(call.file) else { return [] }
    return file.children(call.node, .argument).flatMap {
      context.flattenedElements(NodeRef(file: call.file, node: $0), in: nil)
    }
  }
}
