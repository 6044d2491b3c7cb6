internal import Resolution
internal import Source
internal import Syntax

/// Conditions around set-up code that settings decide: `if settings.FEEDBACK_ENABLED:`.
struct DjangoConditions {
  let context: RecognizerContext
  let settings: DjangoSettings

  private var evaluator: Evaluator { context.evaluator }

  /// Whether code runs as far as settings show; true when they don't.
  func isOn(_ ref: NodeRef) -> Bool {
    guard let file = context.program.file(ref.file) else { return true }
    var node = ref.node
    while node != 0 {
      let parent = file[node].parent
      if file[parent].kind == .function { return true }
      if file[parent].kind == .ifStatement, let condition = file.child(parent, .condition) {
        let truth = self.truth(NodeRef(file: ref.file, node: condition), depth: 0)
        if file[node].role == .then, truth == false { return false }
        if file[node].role == .otherwise, truth == true { return false }
      }
      node = parent
    }
    return true
  }

  private func truth(_ ref: NodeRef, depth: Int) -> Bool? {
    guard depth < 8, let file = context.program.file(ref.file) else { return nil }
    func side(_ role: SyntaxRole) -> Bool? {
      file.child(ref.node, role).flatMap { truth(NodeRef(file: ref.file, node: $0), depth: depth + 1) }
    }
    switch file[ref.node].kind {
    case .unary: return context.program.text(file[ref.node].name) == "not" ? side(.value).map { !$0 } : nil
    case .logical:
      let (left, right) = (side(.left), side(.right))
      if context.program.text(file[ref.node].name) == "and" {
        return left == false || right == false ? false : left == true && right == true ? true : nil
      }
      return left == true || right == true ? true : left == false && right == false ? false : nil
    case .member, .call, .index:
      switch value(ref, depth: depth) {
      case .bool(let flag): return flag
      case .null: return false
      default: return nil
      }
    default: return nil
    }
  }

  /// What an expression over settings is.
  private func value(_ ref: NodeRef, depth: Int) -> Value {
    guard depth < 12, let file = context.program.file(ref.file) else { return .unknown }
    func inner(_ node: NodeID) -> Value { value(NodeRef(file: ref.file, node: node), depth: depth + 1) }
    switch file[ref.node].kind {
    case .member:
      let plain = evaluator.value(of: ref)
      guard let name = plain.externalName, name.hasPrefix("django.conf.settings."),
        name.split(separator: ".").count == 4
      else { return plain }
      return settings.value(String(name.dropFirst("django.conf.settings.".count)))
    case .index:
      guard let object = file.child(ref.node, .object), let index = file.child(ref.node, .index),
        let key = file.stringValue(index), let entry = evaluator.entryNode(key, of: inner(object))
      else { return .unknown }
      return value(entry, depth: depth + 1)
    case .call:
      guard let callee = file.child(ref.node, .callee) else { return .unknown }
      let arguments = file.children(ref.node, .argument)
      if context.program.text(file[callee].name) == "getattr", arguments.count > 1,
        let key = file.stringValue(arguments[1]),
        evaluator.value(of: NodeRef(file: ref.file, node: arguments[0])).externalName == "django.conf.settings"
      {
        let known = settings.value(key)
        return known == .unknown && settings.file != nil && arguments.count > 2 ? inner(arguments[2]) : known
      }
      guard context.program.text(file[callee].name) == "get", let object = file.child(callee, .object),
        let key = arguments.first.flatMap({ file.stringValue($0) })
      else { return evaluator.value(of: ref) }
      let table = inner(object)
      guard case .literal = table else { return .unknown }
      if let entry = evaluator.entryNode(key, of: table) { return value(entry, depth: depth + 1) }
      return arguments.count > 1 ? inner(arguments[1]) : .null
    default: return evaluator.value(of: ref)
    }
  }
}
