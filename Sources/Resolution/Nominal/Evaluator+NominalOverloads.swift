internal import Source
internal import Syntax

/// Which of several methods of one name a call means: by the number of its arguments, then by what they look like.
extension Evaluator {
  func nominalOverload(_ methods: [NodeRef], at site: NodeRef?, _ frame: Frame?) -> NodeRef? {
    guard let site else { return methods.first }
    let count = argumentCount(of: site)
    let fitting = methods.filter { takes(count, $0, at: site) }
    guard fitting.count > 1 else { return fitting.first }
    let candidates = fitting.map { candidate($0, count) }
    // Where all say the same of an argument, it decides nothing, and need not be known.
    let deciding = (0..<min(count, Self.maxDeciding)).filter { position in
      candidates.contains { $0.types[position] != candidates[0].types[position] }
    }
    let given = deciding.map { argument($0, of: site) }
    var best = fitting[0]
    var bestScore = -1
    for (method, candidate) in zip(fitting, candidates) {
      var score = candidate.score
      for (position, given) in zip(deciding, given) {
        if let given, let type = candidate.types[position] { score += fit(given, program.text(type), frame) }
      }
      if score > bestScore { (best, bestScore) = (method, score) }
    }
    return best
  }

  /// Arguments further behind decide nothing.
  private static let maxDeciding = 6

  /// What one of several methods says of the first arguments: how their number fits, and their types by the last part of
  /// the names.
  private func candidate(_ method: NodeRef, _ count: Int) -> (score: Int, types: [Name?]) {
    var types = [Name?](repeating: nil, count: min(count, Self.maxDeciding))
    guard let file = program.file(method.file) else { return (-1, types) }
    let parameters = file.children(method.node, .parameter).filter { !file[$0].flags.contains(.receiver) }
    var score = parameters.last.map { file[$0].flags.contains(.variadic) } ?? false ? 0 : 2
    if parameters.count == count { score += 1 }
    for (position, parameter) in zip(types.indices, parameters) {
      types[position] = file.child(parameter, .type).map { NominalBases.lastName(of: $0, file) }
    }
    return (score, types)
  }

  /// The constructor that a call of a type runs.
  func nominalConstructor(of type: NodeRef, at site: NodeRef?) -> NodeRef? {
    let all = nominalParts(of: type).flatMap { part -> [NodeRef] in
      guard let file = program.file(part.file), let body = file.child(part.node, .body) else { return [] }
      return file.children(body).filter { file[$0].kind == .function && file[$0].flags.contains(.constructor) }
        .map { NodeRef(file: part.file, node: $0) }
    }
    // Where the class is asked for without a call, the one that says most about its fields.
    guard let site else { return all.max { parameters(of: $0).count < parameters(of: $1).count } }
    return all.isEmpty ? nil : nominalOverload(all, at: site, nil)
  }

  /// Whether a call can be of a method, by the number of its arguments; a method that extends objects may be given the
  /// object as one of them.
  func nominalTakes(_ method: NodeRef, at site: NodeRef) -> Bool {
    guard let file = program.file(method.file) else { return false }
    let count = argumentCount(of: site)
    let first = file.child(method.node, .parameter)
    return takes(count, method, at: site)
      || first.map { file[$0].flags.contains(.receiver) } ?? false && count > 0 && takes(count - 1, method, at: site)
  }

  /// Whether a method can be called with so many arguments.
  private func takes(_ count: Int, _ method: NodeRef, at site: NodeRef) -> Bool {
    guard let file = program.file(method.file) else { return false }
    var least = 0
    var most = 0
    for parameter in file.children(method.node, .parameter) {
      let node = file[parameter]
      if node.flags.contains(.receiver) { continue }
      if node.flags.contains(.variadic) {
        most = .max
        continue
      }
      if most < .max { most += 1 }
      if file.child(parameter, .value) == nil, !node.flags.contains(.optional) { least += 1 }
    }
    let named = program.file(site.file).map { caller in
      caller.children(site.node).reduce(0) { $0 + (caller[$1].kind == .keywordArgument ? 1 : 0) }
    }
    return count + (named ?? 0) >= least && count <= most
  }

  private static let texts: Set<String> = ["String", "string", "CharSequence"]
  private static let numbers: Set<String> = [
    "int", "long", "Integer", "Long", "double", "Double", "float", "decimal", "short", "BigDecimal", "Number", "byte",
  ]

  /// How well an argument fits a parameter's type: 3 surely, 1 maybe, -3 surely not.
  private func fit(_ given: NodeRef, _ type: String, _ frame: Frame?) -> Int {
    guard let node = program.node(given) else { return 0 }
    if type == "Object" || type == "object" { return 0 }
    switch node.kind {
    case .string, .template: return Self.texts.contains(type) ? 3 : -3
    case .number: return Self.numbers.contains(type) ? 3 : -3
    case .boolean: return type == "boolean" || type == "bool" || type == "Boolean" ? 3 : -3
    case .function: return Self.texts.contains(type) || Self.numbers.contains(type) ? -3 : 1
    default: break
    }
    switch value(of: given, in: frame) {
    case .string: return Self.texts.contains(type) ? 3 : -3
    case .number: return Self.numbers.contains(type) ? 3 : -1
    case .instance(let own, _):
      return lineage(of: own).contains { program.node($0).map { program.text($0.name) } == type } ? 3 : -2
    case .object(let name, _):
      return name.split(separator: ".").last.map(String.init) == type ? 3 : 0
    default: return 0
    }
  }

  // MARK: Extension methods

  /// A method of C# that extends what it is called on.
  func nominalExtension(_ name: Name, of owner: Value, at site: NodeRef?) -> Value? {
    guard let site, program.file(site.file)?.source.language == .csharp else { return nil }
    let methods = (program.implementers(of: name) ?? []).prefix(24).filter { program.node($0)?.kind == .function }
    guard !methods.isEmpty else { return nil }
    let fitting = methods.filter { takes(argumentCount(of: site), $0, at: site) }
    let matching = fitting.filter { extends($0, owner) }
    // Of what has no known type, those of LINQ are called that as well.
    let isOnly = owner == .unknown && fitting.count == 1 && !Self.ofSequences.contains(program.text(name))
    guard let chosen = matching.first ?? (isOnly ? fitting[0] : nil) else { return nil }
    return .bound(chosen, to: owner)
  }

  private static let ofSequences: Set<String> = [
    "Where", "Select", "SelectMany", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault",
    "Any", "All", "Count", "Sum", "Min", "Max", "ToList", "ToArray", "ToDictionary", "ToHashSet", "OrderBy",
    "OrderByDescending", "GroupBy", "Distinct", "Take", "Skip", "Concat", "Append", "Contains", "Cast", "OfType",
  ]

  private func extends(_ method: NodeRef, _ owner: Value) -> Bool {
    guard let file = program.file(method.file), let first = file.child(method.node, .parameter),
      let type = file.child(first, .type)
    else { return false }
    switch (nominalType(NodeRef(file: method.file, node: type)), owner) {
    case (.type(let wanted), .instance(let own, _)): return lineage(of: own).contains(wanted)
    case (.external(let wanted), .instance(let own, _)): return externalAncestors(of: own).contains(wanted)
    case (.external(let wanted), _): return owner.externalName == wanted
    // A parameter of a generic method, or a type that is not known.
    case (.unknown, .unknown), (.unknown, .object), (.unknown, .member): return true
    default: return false
    }
  }

  /// Whether a call hands over the first parameter as its receiver.
  func nominalTakesReceiver(_ function: NodeRef, at site: NodeRef) -> Bool {
    guard let file = program.file(function.file), file.source.language == .csharp,
      let first = file.child(function.node, .parameter), file[first].flags.contains(.receiver),
      let caller = program.file(site.file), let callee = caller.child(site.node, .callee),
      caller[callee].kind == .member, let object = caller.child(callee, .object)
    else { return false }
    if case .type = value(of: NodeRef(file: site.file, node: object)) { return false }
    return true
  }
}
