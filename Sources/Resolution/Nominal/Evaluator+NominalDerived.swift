internal import Facts
internal import Source
internal import Syntax

/// Methods without a body that a library implements by their names or annotations: repositories of Spring Data, mappers
/// of MyBatis, Feign's clients. A fact of the type that an interface extends, or of its annotation, says so: `derives: X`
/// makes its methods the calls `X.find`, `X.count`, …, or `X.Query` after an annotation.
extension Evaluator {
  func nominalDerived(_ method: NodeRef, _ file: SyntaxFile, _ type: NodeRef) -> Value? {
    guard let family = nominalFamily(of: type) ?? nominalFamily(of: method, file, type) else { return nil }
    for decorator in file.children(method.node, .decorator) {
      guard let value = file.child(decorator, .value) else { continue }
      let name = family + "." + program.text(NominalBases.lastName(of: value, file))
      if program.facts.call(name) != nil { return .member(name, of: method) }
    }
    return .member(family + "." + Self.verb(program.text(file[method.node].name)), of: method)
  }

  /// What facts say the methods of a type are.
  private func nominalFamily(of type: NodeRef) -> String? {
    guard program.node(type)?.kind == .interface else { return nil }
    for ancestor in externalAncestors(of: type) {
      if let family = program.facts.call(ancestor)?.properties["derives"] { return family }
    }
    if !program.javaDocuments.mappers.isEmpty, let name = nominalFullName(of: type),
      program.javaDocuments.mappers.contains(name)
    {
      return QueryReader.family
    }
    guard let file = program.file(type.file) else { return nil }
    for decorator in file.children(type.node, .decorator) {
      guard let value = file.child(decorator, .value),
        let name = self.value(of: NodeRef(file: type.file, node: value)).externalName,
        let family = program.facts.call(name)?.properties["derives"]
      else { continue }
      return family
    }
    return nil
  }

  /// The same by an annotation of the method itself: Refit's `[Get("/orders")]`.
  private func nominalFamily(of method: NodeRef, _ file: SyntaxFile, _ type: NodeRef) -> String? {
    guard file.source.language == .csharp, program.node(type)?.kind == .interface else { return nil }
    return file.children(method.node, .decorator).lazy.compactMap { decorator in
      file.child(decorator, .value).flatMap { self.value(of: NodeRef(file: method.file, node: $0)).externalName }
    }.compactMap { self.program.facts.call($0)?.properties["derives"] }.first
  }

  private static let verbs = [
    ("find", "find"), ("read", "find"), ("get", "find"), ("query", "find"), ("search", "find"), ("stream", "find"),
    ("select", "find"), ("list", "find"),
    ("count", "count"), ("exists", "exists"), ("delete", "delete"), ("remove", "delete"), ("save", "save"),
    ("insert", "save"), ("update", "save"), ("add", "save"), ("batchInsert", "save"),
  ]

  static func verb(_ method: String) -> String {
    verbs.first { method.hasPrefix($0.0) }?.1 ?? "call"
  }

  /// The words of a name between a prefix and `OrderBy`: `findByEmailAndActiveTrueOrderByName` filters by `email` and
  /// `active`.
  static func derivedColumns(_ method: String) -> [String] {
    guard let by = method.firstRange(of: "By") else { return [] }
    var rest = String(method[by.upperBound...])
    if let order = rest.firstRange(of: "OrderBy") { rest = String(rest[..<order.lowerBound]) }
    var columns: [String] = []
    var word = ""
    func end() {
      if !word.isEmpty { columns.append(word.prefix(1).lowercased() + word.dropFirst()) }
      word = ""
    }
    for part in camelWords(rest) {
      if part == "And" || part == "Or" { end() } else if !operators.contains(part) { word += part }
    }
    end()
    return columns
  }

  private static let operators: Set<String> = [
    "Is", "Equals", "Between", "Less", "Than", "Equal", "Greater", "After", "Before", "Null", "Not", "Like", "Starting",
    "Ending", "With", "Containing", "Contains", "In", "True", "False", "Ignore", "Case", "All",
  ]

  private static func camelWords(_ text: String) -> [String] {
    var words: [String] = []
    for character in text {
      if character.isUppercase || words.isEmpty { words.append("") }
      words[words.count - 1].append(character)
    }
    return words
  }
}
