internal import Source
internal import Syntax

/// Fields of body models that carry no text.
extension FlowTracer {
  /// Decorators of class validators that let nothing through but a number, a flag, a date or one of a few words.
  private static let checks = [
    "IsBoolean", "IsInt", "IsNumber", "IsUUID", "IsEnum", "IsDate", "IsMongoId", "IsNumberString", "IsISO8601",
    "IsPositive", "IsBooleanString", "IsIn",
  ]

  /// Whether a validator checks the field that is read of an object: `@IsBoolean() isOpen: boolean`.
  func isCheckedField(_ name: String, of owner: NodeRef) -> Bool {
    for case .instance(let type, _) in evaluator.value(of: owner).alternatives {
      for candidate in evaluator.lineage(of: type) {
        guard let field = evaluator.declaration(name, in: candidate), let file = program.file(field.file),
          file[field.node].kind == .field
        else { continue }
        return file.children(field.node, .decorator).contains { decorator in
          guard let value = file.child(decorator, .value) else { return false }
          let callee = file[value].kind == .call ? file.child(value, .callee) ?? value : value
          return Self.checks.contains(program.text(file[callee].name))
        }
      }
    }
    return false
  }
}
