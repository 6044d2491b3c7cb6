internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Which modules import which, and which controllers they list.
struct NestModules {
  /// Controllers that some module lists; empty when no module was seen.
  private var listed: Set<NodeRef> = []
  private var hasUnseenControllers = false
  private var controllersOf: [NodeRef: [NodeRef]] = [:]
  private var importsOf: [NodeRef: [NodeRef]] = [:]
  /// Prefixes that `RouterModule` gives, by controller.
  private(set) var prefixes: [NodeRef: String] = [:]

  /// The module that an expression is: a class, `forwardRef(() => M)`, `M.forRoot()`.
  static func module(_ value: Value, _ context: RecognizerContext, depth: Int = 0) -> NodeRef? {
    for alternative in value.alternatives {
      switch alternative {
      case .type(let type): return type
      case .object(let name, let site?) where name.hasSuffix(".forwardRef") && depth < 3:
        guard let thunk = context.evaluator.argument(0, of: site),
          let function = context.scriptFunction(of: thunk, in: nil)
        else { continue }
        return module(context.evaluator.returned(by: function, in: nil), context, depth: depth + 1)
      // What `forRoot` answers: `{module: M, …}`.
      case .literal(let literal):
        if let entry = context.evaluator.entryNode("module", of: .literal(literal)), depth < 3 {
          return module(context.evaluator.value(of: entry), context, depth: depth + 1)
        }
      default: continue
      }
    }
    return nil
  }

  /// What `@Module({…})` says.
  mutating func read(_ type: NodeRef, _ options: [String: NodeRef], _ context: RecognizerContext) {
    let evaluator = context.evaluator
    if let list = options["controllers"] {
      controllersOf[type] = evaluator.elements(of: evaluator.value(of: list)).compactMap {
        if case .type(let controller) = $0 { return controller }
        return nil
      }
    }
    guard let list = options["imports"] else { return }
    for element in evaluator.elementNodes(of: evaluator.value(of: list)) {
      if let module = imported(element, context) { importsOf[type, default: []].append(module) }
    }
  }

  private func imported(_ ref: NodeRef, _ context: RecognizerContext) -> NodeRef? {
    if let module = Self.module(context.evaluator.value(of: ref), context) { return module }
    // `M.forRoot()`, whose answer could not be seen.
    guard let file = context.program.file(ref.file), file[ref.node].kind == .call,
      let callee = file.child(ref.node, .callee), let object = file.child(callee, .object)
    else { return nil }
    return Self.module(context.evaluator.value(of: NodeRef(file: ref.file, node: object)), context)
  }

  /// Every `controllers: […]`, in decorators and in what dynamic modules answer.
  mutating func readControllerLists(_ id: FileID, _ file: SyntaxFile, _ context: RecognizerContext) {
    let evaluator = context.evaluator
    for node in file.nodes.indices where file.nodes[node].kind == .pair {
      guard let key = file.child(NodeID(node), .key), file.stringValue(key) == "controllers",
        let list = file.child(NodeID(node), .value)
      else { continue }
      let elements = evaluator.elements(of: evaluator.value(of: NodeRef(file: id, node: list)))
      if elements.isEmpty, file[list].kind != .list { hasUnseenControllers = true }
      for element in elements {
        if case .type(let controller) = element { listed.insert(controller) } else { hasUnseenControllers = true }
      }
    }
  }

  mutating func readRoutes(_ list: NodeRef, _ prefix: String, _ context: RecognizerContext, depth: Int) {
    guard depth < 8 else { return }
    let evaluator = context.evaluator
    for element in evaluator.elementNodes(of: evaluator.value(of: list)) {
      if case .type(let module) = evaluator.value(of: element) {
        note(module, prefix)
        continue
      }
      let options = context.options(element, in: nil)
      let path = options["path"].flatMap { evaluator.value(of: $0).text } ?? ""
      let below = PathTemplate.below(prefix, path)
      if let module = options["module"], case .type(let type) = evaluator.value(of: module) { note(type, below) }
      if let children = options["children"] { readRoutes(children, below, context, depth: depth + 1) }
    }
  }

  private mutating func note(_ module: NodeRef, _ prefix: String) {
    for controller in controllersOf[module] ?? [] { prefixes[controller] = prefix }
  }

  /// Whether a controller is part of what is served.
  func serves(_ controller: NodeRef) -> Bool {
    listed.isEmpty || hasUnseenControllers || listed.contains(controller)
  }

  /// Whether a module, or one that it imports, lists a controller.
  func reaches(_ controller: NodeRef, from root: NodeRef) -> Bool {
    var seen: Set<NodeRef> = []
    var stack = [root]
    while let module = stack.popLast() {
      guard seen.insert(module).inserted else { continue }
      if controllersOf[module]?.contains(controller) ?? false { return true }
      stack += importsOf[module] ?? []
    }
    return false
  }
}
