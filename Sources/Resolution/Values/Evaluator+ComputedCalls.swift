internal import Source
internal import Syntax

/// Calls whose callee has no name: `steps[name](app)`, `require("./admin")(app)`.
extension Evaluator {
  /// The most calls without a name that are looked at.
  private static let maxComputed = 1_000

  /// The calls that reach a function through a table that holds it, or that call what `require` gives.
  func computedCallers(of function: NodeRef) -> [NodeRef] {
    if let known = computedMemo { return known[function] ?? [] }
    computedMemo = [:]
    var found: [NodeRef: [NodeRef]] = [:]
    for site in program.sites(of: .none).prefix(Self.maxComputed) {
      guard let file = program.file(site.file), file.source.language?.isECMAScript == true,
        let callee = file.child(site.node, .callee)
      else { continue }
      for target in targets(NodeRef(file: site.file, node: callee), file) { found[target, default: []].append(site) }
    }
    computedMemo = found
    return found[function] ?? []
  }

  private func targets(_ callee: NodeRef, _ file: SyntaxFile) -> [NodeRef] {
    switch file[callee.node].kind {
    case .call:
      guard let inner = file.child(callee.node, .callee), file[inner].name == words.require else { return [] }
      return Self.functions(value(of: callee))
    case .index:
      guard let object = file.child(callee.node, .object) else { return [] }
      return functions(inTable: value(of: NodeRef(file: callee.file, node: object)))
    default: return []
    }
  }

  private func functions(inTable table: Value) -> [NodeRef] {
    var found: [NodeRef] = []
    for alternative in table.alternatives {
      switch alternative {
      case .literal(let literal):
        guard program.node(literal)?.kind == .dictionary else { continue }
        found += entries(of: alternative).flatMap { Self.functions(value(of: $0.value)) }
        found += hungNames(onLiteral: literal).flatMap { Self.functions(member(program.text($0), of: alternative)) }
      case .table(let entries): found += entries.flatMap { Self.functions($0.value) }
      default: continue
      }
    }
    var seen: Set<NodeRef> = []
    return found.filter { seen.insert($0).inserted }
  }

  private static func functions(_ value: Value) -> [NodeRef] {
    value.alternatives.compactMap { alternative in
      if case .function(let function) = alternative { return function }
      return nil
    }
  }

  /// Whether a call of an entry of a table calls a function with what is known on the way: its key may say another.
  func mayCall(_ function: NodeRef, at site: NodeRef, in frame: Frame?) -> Bool {
    guard let file = program.file(site.file), let callee = file.child(site.node, .callee), file[callee].kind == .index,
      let key = file.child(callee, .index),
      value(of: NodeRef(file: site.file, node: key), in: frame).constantText != nil
    else { return true }
    return Self.functions(value(of: NodeRef(file: site.file, node: callee), in: frame)).contains(function)
  }
}
