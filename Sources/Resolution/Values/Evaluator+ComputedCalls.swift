internal import Source
internal import Syntax

/// Calls whose callee has no name: `steps[name](app)`, `require("./admin")(app)`.
extension Evaluator {
  /// The most calls without a name that are looked at.
  private static let maxComputed = 1_000
  private static let maxCallers = 64

  /// The calls that reach a function through a table that holds it.
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
    // A table through which everything is called tells nothing.
    found = found.filter { $0.value.count <= Self.maxCallers }
    computedMemo = found
    return found[function] ?? []
  }

  private func targets(_ callee: NodeRef, _ file: SyntaxFile) -> [NodeRef] {
    guard file[callee.node].kind == .index, let object = file.child(callee.node, .object) else { return [] }
    return functions(inTable: value(of: NodeRef(file: callee.file, node: object)))
  }

  /// The calls `require("./x")(app)` of a function that is the whole export of its file.
  func requireCallers(of function: NodeRef) -> [NodeRef] {
    guard program.file(function.file)?.source.language?.isECMAScript == true else { return [] }
    let table = requireMemo ?? readRequireCalls()
    requireMemo = table
    guard let sites = table[function.file], exported("default", from: function.file) == .function(function) else {
      return []
    }
    return sites
  }

  private func readRequireCalls() -> [FileID: [NodeRef]] {
    var found: [FileID: [NodeRef]] = [:]
    for site in program.sites(of: .none).prefix(Self.maxComputed) {
      guard let file = program.file(site.file), let callee = file.child(site.node, .callee), file[callee].kind == .call,
        let inner = file.child(callee, .callee), file[inner].kind == .name, file[inner].name == words.require,
        let given = file.child(callee, .argument), let specifier = file.stringValue(given),
        case .file(let target) = module(specifier, from: file)
      else { continue }
      found[target, default: []].append(site)
    }
    return found
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
