internal import Source
internal import Syntax

extension Evaluator {
  private static let hole = String(Value.hole)

  /// A part of a text: numbers and texts as they are, what can't be seen as a hole.
  func part(_ value: Value) -> String {
    switch value {
    case .string(let text): text
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .union(let values): values.lazy.compactMap(\.text).first ?? Self.hole
    default: exampleSetting(value) ?? Self.hole
    }
  }

  func templateValue(_ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    var text = ""
    for element in file.children(ref.node) {
      text += part(value(of: NodeRef(file: ref.file, node: element), in: frame))
    }
    return .string(text)
  }

  func binaryValue(_ ref: NodeRef, _ node: SyntaxNode, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    let left = child(.left, of: ref, in: frame)
    if node.name == words.percent, case .string(let format) = left { return .string(percentFormatted(format)) }
    let right = child(.right, of: ref, in: frame)
    if case .number(let first) = left, case .number(let second) = right {
      return arithmetic(program.text(node.name), first, second)
    }
    guard node.name == words.plus else { return lists(left, right, node) }
    if left.text == nil, right.text == nil { return lists(left, right, node) }
    return .string(part(left) + part(right))
  }

  private func arithmetic(_ operation: String, _ first: Double, _ second: Double) -> Value {
    switch operation {
    case "+": .number(first + second)
    case "-": .number(first - second)
    case "*": .number(first * second)
    case "/": second == 0 ? .unknown : .number(first / second)
    default: .unknown
    }
  }

  /// Joined lists (`a + b`) stay several literals; joined types (`A | B`) several types.
  private func lists(_ left: Value, _ right: Value, _ node: SyntaxNode) -> Value { .merge([left, right]) }

  /// `"/x/%s" % y`: each conversion is a part that is not looked at.
  private func percentFormatted(_ format: String) -> String {
    var output = ""
    var characters = format.makeIterator()
    while let character = characters.next() {
      guard character == "%" else {
        output.append(character)
        continue
      }
      var next = characters.next()
      if next == "(" {
        while let inner = characters.next(), inner != ")" {}
        next = characters.next()
      }
      output += next == "%" ? "%" : Self.hole
    }
    return output
  }

  /// Calls that make texts: `"…".format(…)`, `sep.join(list)`, `str.strip()`, `os.path.join`, `path.join`, `String(x)`.
  func textCall(_ ref: NodeRef, _ callee: Int32, _ file: SyntaxFile, _ frame: Frame?) -> Value? {
    let node = file[callee]
    if node.kind == .name { return conversion(program.text(node.name), ref, frame) }
    guard node.kind == .member, let object = file.child(callee, .object) else { return nil }
    let method = program.text(node.name)
    guard Self.textMethods.contains(method) else { return nil }
    if method == "join", file[object].kind != .string { return joinedPath(ref, object, file, frame) }
    guard case .string(let text) = value(of: NodeRef(file: ref.file, node: object), in: frame) else { return nil }
    return transformed(text, method, ref, frame)
  }

  private static let textMethods: Set<String> = [
    "format", "join", "strip", "lstrip", "rstrip", "lower", "upper", "toLowerCase", "toUpperCase", "trim", "concat",
    "toString", "replace", "removeprefix", "removesuffix",
  ]

  private func conversion(_ name: String, _ ref: NodeRef, _ frame: Frame?) -> Value? {
    guard name == "str" || name == "String", let given = argument(0, of: ref) else { return nil }
    let value = value(of: given, in: frame)
    return value.text == nil ? nil : .string(part(value))
  }

  private func transformed(_ text: String, _ method: String, _ ref: NodeRef, _ frame: Frame?) -> Value? {
    switch method {
    case "format": return .string(formatted(text, ref, frame))
    case "join":
      guard let given = argument(0, of: ref) else { return nil }
      return .string(elements(of: value(of: given, in: frame), in: frame).map(part).joined(separator: text))
    case "concat":
      let parts = (0..<argumentCount(of: ref)).compactMap { argument($0, of: ref) }
      return .string(text + parts.map { part(value(of: $0, in: frame)) }.joined())
    case "lower", "toLowerCase": return .string(text.lowercased())
    case "upper", "toUpperCase": return .string(text.uppercased())
    case "toString": return .string(text)
    case "strip", "lstrip", "rstrip", "trim", "removeprefix", "removesuffix": return stripped(text, method, ref, frame)
    default: return .string(Self.hole)
    }
  }

  private func stripped(_ text: String, _ method: String, _ ref: NodeRef, _ frame: Frame?) -> Value? {
    let given = argument(0, of: ref).flatMap { value(of: $0, in: frame).constantText }
    if method == "removeprefix" {
      return .string(given.map { text.hasPrefix($0) ? String(text.dropFirst($0.count)) : text } ?? text)
    }
    if method == "removesuffix" {
      return .string(given.map { text.hasSuffix($0) ? String(text.dropLast($0.count)) : text } ?? text)
    }
    let set = Set(given ?? " \t\n\r")
    var result = text[...]
    if method != "rstrip" { result = result.drop { set.contains($0) } }
    while method != "lstrip", let last = result.last, set.contains(last) { result.removeLast() }
    return .string(String(result))
  }

  private func formatted(_ text: String, _ ref: NodeRef, _ frame: Frame?) -> String {
    var output = ""
    var position = 0
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      output += rest[..<open]
      rest = rest[rest.index(after: open)...]
      if rest.first == "{" {
        output += "{"
        rest = rest.dropFirst()
        continue
      }
      guard let close = rest.firstIndex(of: "}") else { break }
      let name = rest[..<close].prefix { $0 != ":" && $0 != "!" && $0 != "." && $0 != "[" }
      let given: NodeRef?
      if name.isEmpty {
        given = argument(position, of: ref)
        position += 1
      } else {
        given = Int(name).flatMap { argument($0, of: ref) } ?? argument(named: String(name), of: ref)
      }
      output += given.map { part(value(of: $0, in: frame)) } ?? Self.hole
      rest = rest[rest.index(after: close)...]
    }
    return output + rest.replacing("}}", with: "}")
  }

  /// `os.path.join(…)`, `path.join(…)`, `list.join("/")`.
  private func joinedPath(_ ref: NodeRef, _ object: Int32, _ file: SyntaxFile, _ frame: Frame?) -> Value? {
    let owner = value(of: NodeRef(file: ref.file, node: object), in: frame)
    if case .literal = owner {
      let separator = argument(0, of: ref).flatMap { value(of: $0, in: frame).text } ?? ","
      return .string(elements(of: owner, in: frame).map(part).joined(separator: separator))
    }
    guard let name = owner.externalName, name == "os.path" || name == "path" || name == "posixpath" else { return nil }
    let parts = (0..<argumentCount(of: ref)).compactMap { argument($0, of: ref).map { part(value(of: $0, in: frame)) } }
    return .string(parts.joined(separator: "/"))
  }
}
