internal import Source
internal import Syntax

/// Which calls reach a function.
extension Evaluator {
  /// The calls that reach a function, as far as names and values show; at most 16.
  package func callers(of function: NodeRef) -> [NodeRef] {
    if let known = callerMemo[function] { return known }
    // A name that everything is called by tells nothing.
    let found = callers(of: function, sites: 64, limit: 16) + requireCallers(of: function).prefix(8)
    callerMemo[function] = found
    return found
  }

  /// The calls of a function that sets things up: a project's own `add_resource` is called once for each route.
  package func setUpCallers(of function: NodeRef) -> [NodeRef] {
    if let known = setUpMemo[function] { return known }
    let named = callers(of: function, sites: 400, limit: Self.maxContexts)
    let found = named + requireCallers(of: function) + computedCallers(of: function).filter { !named.contains($0) }
    setUpMemo[function] = found
    return found
  }

  private func callers(of function: NodeRef, sites most: Int, limit: Int) -> [NodeRef] {
    var found: [NodeRef] = []
    // What a test hands over is not what the service does.
    let isTest = program.tree.purpose(of: function.file) == .test
    let isNominal = program.file(function.file)?.isNominal ?? false
    for name in callNames(of: function) {
      guard let sites = program.sites(of: name, atMost: most) else { continue }
      for site in sites where found.count < limit && (isTest || program.tree.purpose(of: site.file) != .test) {
        guard let file = program.file(site.file), let callee = file.child(site.node, .callee) else { continue }
        if isNominal, !nominalTakes(function, at: site) { continue }
        let value = value(of: NodeRef(file: site.file, node: callee))
        if value.alternatives.contains(where: { Self.calls($0, function) || isDefault($0, function, at: site) }) {
          found.append(site)
        }
      }
    }
    return found
  }

  private static func calls(_ value: Value, _ function: NodeRef) -> Bool {
    switch value {
    case .function(let ref), .bound(let ref, _): ref == function
    default: false
    }
  }

  /// A class called runs its constructor; a module called runs its default export.
  private func isDefault(_ value: Value, _ function: NodeRef, at site: NodeRef) -> Bool {
    switch value {
    case .type(let type): isNear(type, function) && constructor(of: type, at: site) == function
    case .module(let id): id == function.file && exported("default", from: id) == .function(function)
    default: false
    }
  }

  /// A class's own constructor, or that of its nearest base of the project.
  /// Where it has several, the call says which.
  package func constructor(of type: NodeRef, at site: NodeRef? = nil) -> NodeRef? {
    guard let file = program.file(type.file) else { return nil }
    if file.isNominal { return nominalConstructor(of: type, at: site) }
    return method(file.source.language == .python ? "__init__" : "constructor", of: type)
  }

  /// A partial class of C# has its constructor in any of its files.
  private func isNear(_ type: NodeRef, _ function: NodeRef) -> Bool {
    type.file == function.file || program.file(type.file)?.source.language == .csharp
  }

  /// The names under which a function can be called: its own, the variable it is assigned to, its class for a
  /// constructor, and whatever a module is imported as when it is the module's whole export.
  private func callNames(of function: NodeRef) -> [Name] {
    guard let file = program.file(function.file) else { return [] }
    let node = file[function.node]
    var names: [Name] = node.name.isNone ? [] : [node.name]
    let parent = file[node.parent]
    if parent.kind == .assignment {
      for target in file.children(node.parent) where file[target].role == .target { names.append(file[target].name) }
    }
    if parent.kind == .pair, let key = file.child(node.parent, .key), let text = file.stringValue(key),
      let name = program.name(of: text)
    {
      names.append(name)
    }
    if node.name == words.initName || node.flags.contains(.constructor),
      let type = file.ancestor(of: function.node, where: { $0.kind == .classDeclaration })
    {
      names.append(file[type].name)
    }
    names += names.flatMap { program.aliases.names(for: $0) }
    names += importNames(of: function, file)
    return names.filter { !$0.isNone }
  }

  /// Local names under which other files import a file whose default export is this function.
  private func importNames(of function: NodeRef, _ file: SyntaxFile) -> [Name] {
    guard file.source.language?.isECMAScript == true, exported("default", from: function.file) == .function(function)
    else { return [] }
    if let known = defaultImportNames[function.file] { return known }
    let stem = file.source.path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
    let folder = file.source.path.split(separator: "/").dropLast().last.map(String.init) ?? ""
    var names = program.aliases.defaults(ofModule: stem)
    if stem == "index" { names += program.aliases.defaults(ofModule: folder) }
    for base in [stem, folder] {
      for suffix in ["", "Routes", "Router", "Route", "s"] {
        if let name = program.name(of: base + suffix) { names.append(name) }
      }
    }
    defaultImportNames[function.file] = names
    return names
  }
}
