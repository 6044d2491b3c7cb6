internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// How applications and routers are made: by a library's class, or by a class of the project that extends it and hands
/// dependencies or a prefix to it.
struct FastAPIRouters {
  private let context: RecognizerContext

  init(_ context: RecognizerContext) { self.context = context }

  private var evaluator: Evaluator { context.evaluator }

  /// An argument of the call that made a router, or of the `super().__init__(…)` that it leads to.
  func argument(named name: String, of site: NodeRef) -> (node: NodeRef, frame: Frame?)? {
    let own = evaluator.argument(named: name, of: site)
    guard case .instance(let type, _) = evaluator.value(of: site), let constructor = evaluator.constructor(of: type),
      let given = superCall(in: constructor).flatMap({ evaluator.argument(named: name, of: $0) })
    else { return own.map { ($0, nil) } }
    // `super().__init__(prefix=prefix)` hands on what it was given, or its default.
    if let file = context.program.file(given.file), file[given.node].kind == .name,
      let parameter = evaluator.parameters(of: constructor).first(where: {
        context.program.node($0)?.name == file[given.node].name
      })
    {
      return (own ?? file.child(parameter.node, .value).map { NodeRef(file: given.file, node: $0) }).map { ($0, nil) }
    }
    return (given, evaluator.frame(for: constructor, calledAt: site, in: nil))
  }

  private func superCall(in constructor: NodeRef) -> NodeRef? {
    guard let file = context.program.file(constructor.file) else { return nil }
    var node = constructor.node + 1
    while node < file[constructor.node].next {
      if file[node].kind == .call, let callee = file.child(node, .callee), file[callee].kind == .member,
        context.program.text(file[callee].name) == "__init__"
      {
        return NodeRef(file: constructor.file, node: node)
      }
      node += 1
    }
    return nil
  }

  /// Every call of the served code that makes an application or a router, in order.
  static func applications(_ context: RecognizerContext) -> [NodeRef] {
    var found: Set<NodeRef> = []
    for type in FastAPIRecognizer.types { found.formUnion(context.calls(of: type)) }
    for file in context.program.fileIDs where context.isServed(file) {
      guard let index = context.program.index(of: file) else { continue }
      for scope in index.scopes where scope.kind == .type {
        let type = NodeRef(file: file, node: scope.node)
        guard context.evaluator.externalAncestors(of: type).contains(where: FastAPIRecognizer.types.contains),
          let name = context.program.node(type)?.name
        else { continue }
        found.formUnion(
          context.program.sites(of: name).filter {
            context.isServed($0.file) && context.evaluator.value(of: $0) == .instance(type, site: $0)
          })
      }
    }
    return found.sorted()
  }
}
