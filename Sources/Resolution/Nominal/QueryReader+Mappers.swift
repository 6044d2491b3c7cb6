internal import Facts
internal import Source
internal import Syntax

/// Statements of MyBatis: written in annotations of an interface's method, or in the mapper file of the interface.
extension QueryReader {
  /// What runs for a method of a mapper, if it is written somewhere.
  func mapperStatement(of method: NodeRef) -> MapperStatement? {
    guard let file = evaluator.program.file(method.file) else { return nil }
    if let text = annotatedStatement(method, file), let fact = family(of: method, file), fact.hasPrefix(Self.family) {
      return MapperXML.statement(text)
    }
    guard let name = evaluator.nominalFullName(ofTypeAround: method) else { return nil }
    return evaluator.program.javaDocuments.statements[name + "." + evaluator.program.text(file[method.node].name)]
  }

  static let family = "org.apache.ibatis.mapper"

  /// The name under which facts know a method without a body.
  private func family(of method: NodeRef, _ file: SyntaxFile) -> String? {
    let type = NodeRef(file: method.file, node: file[file[method.node].parent].parent)
    return evaluator.nominalDerived(method, file, type)?.externalName
  }

  private static let pagers: Set<String> = ["startPage", "offsetPage"]

  /// `PageHelper.startPage(1, 20)` before the call, in its own function or in one that calls it: the next statement of
  /// the thread gets a limit.
  func isPaged(_ call: NodeRef) -> Bool {
    guard evaluator.program.imported.contains("com.github.pagehelper"),
      let file = evaluator.program.file(call.file), let index = evaluator.program.index(of: call.file)
    else { return false }
    let function = index.function(around: call.node, in: file)
    if startsPage(in: NodeRef(file: call.file, node: function), before: call.node) { return true }
    return callsByName(of: file[function].name).contains { site in
      guard let other = evaluator.program.file(site.file), let index = evaluator.program.index(of: site.file) else {
        return false
      }
      let around = index.function(around: site.node, in: other)
      return startsPage(in: NodeRef(file: site.file, node: around), before: site.node)
        || callsByName(of: other[around].name).contains { outer in
          guard let third = evaluator.program.file(outer.file), let index = evaluator.program.index(of: outer.file)
          else { return false }
          return startsPage(
            in: NodeRef(file: outer.file, node: index.function(around: outer.node, in: third)), before: outer.node)
        }
    }
  }

  /// Through interfaces, which name and type would not be followed to.
  private func callsByName(of name: Name) -> ArraySlice<NodeRef> {
    name.isNone ? [] : evaluator.program.sites(of: name, atMost: 40) ?? []
  }

  private func startsPage(in function: NodeRef, before node: NodeID) -> Bool {
    guard let index = evaluator.program.index(of: function.file) else { return false }
    let names = Self.pagers.compactMap { evaluator.program.name(of: $0) }
    return index.calls.contains { names.contains($0.name) && $0.node > function.node && $0.node < node }
  }
}

extension Evaluator {
  /// "shop.orders.OrderMapper" of the type that a member is declared in.
  func nominalFullName(ofTypeAround member: NodeRef) -> String? {
    guard let file = program.file(member.file) else { return nil }
    return nominalFullName(of: NodeRef(file: member.file, node: file[file[member.node].parent].parent))
  }

  func nominalFullName(of type: NodeRef) -> String? {
    guard let file = program.file(type.file) else { return nil }
    var parts: [String] = []
    var node = type.node
    while node != 0 {
      if [.classDeclaration, .interface, .enumDeclaration].contains(file[node].kind), !file[node].name.isNone {
        parts.append(program.text(file[node].name))
      }
      node = file[node].parent
    }
    if !file[0].name.isNone { parts.append(program.text(file[0].name)) }
    return parts.isEmpty ? nil : parts.reversed().joined(separator: ".")
  }
}
