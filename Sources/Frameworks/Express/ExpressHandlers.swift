internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Which function a handler's expression is, through the calls that wrap it.
extension ExpressReading {
  func handlerFunction(_ ref: NodeRef, _ frame: Frame?) -> NodeRef? {
    evaluator.wrapped(by: ref, in: frame) ?? outerFunction(ref, frame)
  }

  /// What runs first: the handler, or what a wrapper around it made.
  func outerFunction(_ ref: NodeRef, _ frame: Frame?) -> NodeRef? {
    for alternative in evaluator.value(of: ref, in: frame).alternatives {
      switch alternative {
      case .function(let function), .bound(let function, _): return function
      // `asyncHandler(async (req, res) => …)`: a wrapper's argument is the handler.
      case .object(_, let site?), .member(_, let site?):
        if let inner = evaluator.argument(0, of: site),
          case .function(let function) = evaluator.value(of: inner, in: frame)
        {
          return function
        }
      default: break
      }
    }
    guard let file = context.program.file(ref.file), file[ref.node].kind == .call else { return nil }
    for position in 0..<min(3, evaluator.argumentCount(of: ref)) {
      if let inner = evaluator.argument(position, of: ref) {
        switch evaluator.value(of: inner, in: frame) {
        case .function(let function), .bound(let function, _): return function
        default: break
        }
      }
    }
    return nil
  }

  func handler(_ ref: NodeRef, _ call: Registration) -> Handler {
    if let function = handlerFunction(ref, call.context.frame) {
      var handler = context.handler(function)
      handler.isWrapped = isWrapped(ref, call.context.frame)
      return handler
    }
    return Handler(name: guards.title(of: ref), location: context.location(ref), function: nil)
  }

  /// It is handed over in a call, such as `asyncHandler(…)`, and not by itself.
  private func isWrapped(_ ref: NodeRef, _ frame: Frame?) -> Bool {
    if isBinding(ref) { return false }
    if evaluator.wrapped(by: ref, in: frame) != nil { return true }
    return !evaluator.value(of: ref, in: frame).alternatives.contains { value in
      switch value {
      case .function, .bound: true
      default: false
      }
    }
  }

  /// `controller.create.bind(controller)` is the handler itself.
  private func isBinding(_ ref: NodeRef) -> Bool {
    guard let file = context.program.file(ref.file), file[ref.node].kind == .call,
      let callee = file.child(ref.node, .callee)
    else { return false }
    return file[callee].kind == .member && context.program.text(file[callee].name) == "bind"
  }

  /// Whether a handler goes on to the next one at its path: `next()`.
  func goesOn(_ function: NodeRef) -> Bool {
    guard let file = context.program.file(function.file) else { return false }
    return (function.node..<file[function.node].next).contains { node in
      guard file[node].kind == .call, file.child(node, .argument) == nil, let callee = file.child(node, .callee) else {
        return false
      }
      return file[callee].kind == .name && context.program.text(file[callee].name) == "next"
    }
  }

  /// Whether nothing that a route runs looks at the credentials that middleware around reads.
  func isIgnored(_ handlers: [NodeRef], _ call: Registration) -> Bool {
    let functions = handlers.compactMap { handlerFunction($0, call.context.frame) }
    return functions.count == handlers.count && !functions.contains { CallerUse(context: context).isUsed(in: $0) }
  }
}
