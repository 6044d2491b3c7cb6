internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Attributes of the project that say a route themselves: `class V3Attribute : Attribute, IRouteTemplateProvider`, or
/// hand one to the attribute that they extend.
struct AspNetOwnAttributes {
  let context: RecognizerContext
  let attributes: AspNetAttributes

  private var evaluator: Evaluator { context.evaluator }

  /// The template, by the getter `Template`, by what a constructor assigns to it or hands to `base(…)`.
  func template(of attribute: AspNetAttribute) -> String? {
    guard let type = attribute.type else { return nil }
    for part in evaluator.lineage(of: type) {
      if let value = getter("Template", of: part) { return attributes.text(value) ?? String(Value.hole) }
    }
    return constructed(type, at: attribute.ref, nil, 0)
  }

  /// The methods that `IEnumerable<string> HttpMethods => new[] { "GET" }` lets through.
  func verbs(of attribute: AspNetAttribute) -> [String]? {
    guard let type = attribute.type, attribute.ancestors.contains("IActionHttpMethodProvider") else { return nil }
    for part in evaluator.lineage(of: type) {
      if let value = getter("HttpMethods", of: part) { return attributes.texts(value).map { $0.uppercased() } }
    }
    return nil
  }

  /// What `class AdminAttribute : AuthorizeAttribute` gives to its own `Roles`; the attribute's name where that is put
  /// together.
  func roles(of attribute: AspNetAttribute) -> [String] {
    guard let type = attribute.type, let wanted = context.program.name(of: "Roles") else { return [] }
    for part in evaluator.lineage(of: type) {
      guard let file = context.program.file(part.file) else { continue }
      for node in part.node..<file[part.node].next where file[node].kind == .assignment {
        guard let target = file.child(node, .target), file[target].name == wanted, let value = file.child(node, .value)
        else { continue }
        let text = attributes.text(NodeRef(file: part.file, node: value)) ?? ""
        if text.isEmpty || text.contains(Value.hole) { return [attribute.name] }
        return text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
      }
    }
    return []
  }

  /// What a property with an expression, or with an initial value, gives.
  private func getter(_ name: String, of type: NodeRef) -> NodeRef? {
    guard let file = context.program.file(type.file), let body = file.child(type.node, .body) else { return nil }
    for member in file.children(body) where context.program.text(file[member].name) == name {
      switch file[member].kind {
      case .field: if let value = file.child(member, .value) { return NodeRef(file: type.file, node: value) }
      case .function where file[member].flags.contains(.getter):
        return evaluator.returns(of: NodeRef(file: type.file, node: member), file).first
      default: continue
      }
    }
    return nil
  }

  private func constructed(_ type: NodeRef, at call: NodeRef, _ outer: Frame?, _ depth: Int) -> String? {
    guard depth < 4, let constructor = evaluator.constructor(of: type, at: call),
      let file = context.program.file(constructor.file), let body = file.child(constructor.node, .body)
    else { return nil }
    let frame = evaluator.frame(for: constructor, calledAt: call, in: outer)
    for statement in file.children(body) {
      func text(_ node: NodeID) -> String? {
        evaluator.value(of: NodeRef(file: constructor.file, node: node), in: frame).text
      }
      switch file[statement].kind {
      case .assignment:
        guard let target = file.child(statement, .target), context.program.text(file[target].name) == "Template",
          let value = file.child(statement, .value)
        else { continue }
        return text(value)
      case .call:
        guard let callee = file.child(statement, .callee), context.program.text(file[callee].name) == "base" else {
          continue
        }
        let lineage = evaluator.lineage(of: type)
        if lineage.count > 1,
          let found = constructed(lineage[1], at: NodeRef(file: constructor.file, node: statement), frame, depth + 1)
        {
          return found
        }
        if lineage.count == 1, let argument = file.child(statement, .argument) { return text(argument) }
      default: continue
      }
    }
    return nil
  }
}
