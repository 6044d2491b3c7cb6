package import Model
package import Resolution
internal import Source
internal import Syntax

/// The fields of a schema object: `{type: "object", properties: {…}}`, `Type.Object({…})`, `z.object({…})`,
/// `Joi.object({…})`.
package struct SchemaInputs {
  private let context: RecognizerContext

  package init(context: RecognizerContext) { self.context = context }

  private var evaluator: Evaluator { context.evaluator }

  package func inputs(of ref: NodeRef, _ place: Input.Place, _ frame: Frame?) -> [Input] {
    let value = evaluator.value(of: ref, in: frame)
    var fields = entries(value, frame)
    var required: Set<String> = []
    if fields.contains(where: { $0.key == "properties" }) {
      let options = Dictionary(fields.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
      required = Set(options["required"].map { context.texts($0, in: frame) } ?? [])
      fields = options["properties"].map { evaluator.entries(of: evaluator.value(of: $0, in: frame), in: frame) } ?? []
    } else if let site = value.site, let inner = evaluator.argument(0, of: site), fields.isEmpty {
      fields = entries(evaluator.value(of: inner, in: frame), frame)
    }
    guard !fields.isEmpty else {
      return [Input(name: place == .body ? "body" : place.rawValue, place: place, isValidated: true)]
    }
    return fields.prefix(64).map { field in
      let text = context.program.file(field.value.file).map { String($0.text(field.value.node).prefix(200)) } ?? ""
      return Input(
        name: field.key, place: place, isRequired: required.contains(field.key) || text.contains("required()"),
        isValidated: true, maximum: maximum(field.value, text, frame))
    }
  }

  private func entries(_ value: Value, _ frame: Frame?) -> [(key: String, value: NodeRef)] {
    evaluator.entries(of: value, in: frame)
  }

  /// `maximum: 100`, `.max(100)`.
  private func maximum(_ ref: NodeRef, _ text: String, _ frame: Frame?) -> Double? {
    if let entry = context.options(ref, in: frame)["maximum"], case .number(let most) = evaluator.value(of: entry) {
      return most
    }
    for mark in [".max(", "maximum:"] {
      guard let range = text.firstRange(of: mark) else { continue }
      let digits = text[range.upperBound...].drop { $0 == " " }.prefix { $0.isNumber }
      if let most = Double(digits) { return most }
    }
    return nil
  }
}
