internal import Source
internal import Syntax

/// Conditions that a call decides: `def guard(required=True): return strict if required else lenient`.
extension Evaluator {
  func conditionalValue(_ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    if let condition = file.child(ref.node, .condition),
      let truth = truth(of: NodeRef(file: ref.file, node: condition), file, frame)
    {
      return child(truth ? .then : .otherwise, of: ref, in: frame)
    }
    return .merge([child(.then, of: ref, in: frame), child(.otherwise, of: ref, in: frame)])
  }

  /// What a condition is in one call: only parameters that the call binds decide, since a setting's default may be
  /// another one where the service runs.
  private func truth(of condition: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Bool? {
    guard let frame else { return nil }
    switch file[condition.node].kind {
    case .name:
      guard let definition = definition(of: condition), case .bool(let truth)? = known(definition, in: frame) else {
        return nil
      }
      return truth
    case .unary
    where program.text(file[condition.node].name) == "not" || program.text(file[condition.node].name) == "!":
      guard let inner = file.child(condition.node, .value) else { return nil }
      return truth(of: NodeRef(file: condition.file, node: inner), file, frame).map { !$0 }
    case .comparison: return comparisonTruth(condition.node, condition.file, file, frame)
    default: return nil
    }
  }

  /// Whether a return statement's value may be reached in one call.
  func mayReturn(_ value: NodeRef, from function: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Bool {
    guard frame != nil else { return true }
    var node = value.node
    while node != function.node, node != 0 {
      let parent = file[node].parent
      if file[parent].kind == .ifStatement, file[node].role == .then || file[node].role == .otherwise,
        let truth = decided(parent, value.file, file, frame), truth != (file[node].role == .then)
      {
        return false
      }
      // After `if required: return …`, when it is.
      if file[parent].kind == .block {
        for sibling in file.children(parent) {
          guard sibling < node else { break }
          if file[sibling].kind == .ifStatement, decided(sibling, value.file, file, frame) == true,
            let then = file.child(sibling, .then), let last = Array(file.children(then)).last,
            file[last].kind == .returnStatement
          {
            return false
          }
        }
      }
      node = parent
    }
    return true
  }

  private func decided(_ statement: NodeID, _ id: FileID, _ file: SyntaxFile, _ frame: Frame?) -> Bool? {
    file.child(statement, .condition).flatMap { truth(of: NodeRef(file: id, node: $0), file, frame) }
  }
}
