internal import Facts
internal import Source
internal import Syntax

/// What calls of Java and C# give.
extension Evaluator {
  func nominalCall(_ ref: NodeRef, _ callee: NodeID, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    // `new Visitor() {…}`: of a class of its own.
    if let body = file.child(ref.node, .body), file[body].kind == .classDeclaration {
      return .instance(NodeRef(file: ref.file, node: body), site: ref)
    }
    if let text = nominalText(ref, callee, file, frame) { return text }
    if let generated = nominalAccessor(ref, callee, file, frame) { return generated }
    let target = value(of: NodeRef(file: ref.file, node: callee), in: frame)
    return result(ofCalling: target, at: ref, in: frame)
  }

  /// What a library's method answers with, where facts say it by a word: "@element" of what its object holds, "@entity" a
  /// row of the repository that it is called on, "@call 0" what the function that it is given answers.
  func nominalResult(_ word: String, _ callee: Value, _ site: NodeRef, _ frame: Frame?) -> Value? {
    guard let file = program.file(site.file), file.isNominal, let called = file.child(site.node, .callee) else {
      return nil
    }
    switch word {
    case "@element":
      guard case .member(let name, let made) = callee, let dot = name.lastIndex(of: ".") else { return .unknown }
      return nominalElement(of: .object(String(name[..<dot]), site: made)) ?? .unknown
    case "@entity":
      guard let object = file.child(called, .object) else { return .unknown }
      let owner = value(of: NodeRef(file: site.file, node: object), in: frame)
      if case .instance(let type, _) = owner, let entity = nominalEntity(of: type) {
        return .instance(entity, site: site)
      }
      guard let element = nominalElement(of: owner), case .instance(let type, _) = element else { return .unknown }
      return .instance(type, site: site)
    case "@call 0":
      guard let given = argument(0, of: site) else { return .unknown }
      return result(ofCalling: value(of: given, in: frame), at: site, in: frame)
    default: return nil
    }
  }

  /// What a method without a body answers with, by its declared type.
  func nominalResult(declaredBy method: NodeRef?, at site: NodeRef) -> Value? {
    guard let method, let file = program.file(method.file), file.isNominal, file[method.node].kind == .function,
      let type = file.child(method.node, .type)
    else { return nil }
    switch instance(ofType: NodeRef(file: method.file, node: type)) {
    case .object(let name, _): return .object(name, site: site)
    case .instance(let own, _): return .instance(own, site: site)
    default: return .object("", site: site)
    }
  }

  /// Whether what a method answers with is said by its type, whatever it is given: texts are not, nor what has no type.
  func nominalIgnoresCall(_ function: NodeRef) -> Bool {
    guard let file = program.file(function.file), file.isNominal, let type = file.child(function.node, .type) else {
      return false
    }
    if let known = nominal.typed[function] { return known }
    let name = program.text(NominalBases.lastName(of: type, file))
    let found =
      name.utf8.count > 2 && !["String", "string", "CharSequence", "Object", "object", "dynamic"].contains(name)
    nominal.typed[function] = found
    return found
  }

  /// What a method's code shows that it answers with, beside the type that it declares.
  func nominalReturned(_ shown: Value, _ declared: NodeRef) -> Value {
    let type = instance(ofType: declared)
    switch (shown, type) {
    case (.object(_, let site), .instance(let model, _)): return .instance(model, site: site)
    // `Optional.empty()` on one way and something on the other: the type says what is in it.
    case (.union(let values), .object(let name, _?)):
      return values.allSatisfy { $0.externalName == name } ? type : shown
    case (.object(let name, _), .object(let wanted, _?)): return name == wanted ? shown : type
    case (.parameter, _), (.member, _): return type == .unknown ? shown : type
    default: return shown
    }
  }

  // MARK: Accessors that are generated

  /// `user.getName()` of a field, where a library generates the method; `User.builder().name(x).build()`.
  private func nominalAccessor(_ ref: NodeRef, _ callee: NodeID, _ file: SyntaxFile, _ frame: Frame?) -> Value? {
    guard file[callee].kind == .member, let object = file.child(callee, .object) else { return nil }
    let name = program.text(file[callee].name)
    switch value(of: NodeRef(file: ref.file, node: object), in: frame) {
    case .type(let type):
      guard name == "builder", nominalFind(file[callee].name, in: type, at: nil, nil) == nil else { return nil }
      return .instance(type, site: ref)
    case .instance(let type, let made):
      guard program.file(type.file)?.isNominal == true, nominalFind(file[callee].name, in: type, at: nil, nil) == nil
      else { return nil }
      if argument(0, of: ref) == nil, let component = nominalComponent(file[callee].name, of: type) {
        return value(of: component)
      }
      if let field = nominalAccessed(name, in: type) { return value(of: field) }
      if name == "toBuilder" { return .instance(type, site: ref) }
      guard let made, let other = program.file(made.file), let maker = other.child(made.node, .callee),
        ["builder", "toBuilder"].contains(program.text(other[maker].name))
      else { return nil }
      return .instance(type, site: made)
    default: return nil
    }
  }

  /// The field that a getter is named after.
  func nominalAccessed(_ getter: String, in type: NodeRef) -> NodeRef? {
    for prefix in ["get", "is"] where getter.hasPrefix(prefix) && getter.utf8.count > prefix.utf8.count {
      let rest = getter.dropFirst(prefix.utf8.count)
      guard let first = rest.first, first.isUppercase,
        let name = program.name(of: first.lowercased() + rest.dropFirst()),
        let field = nominalFind(name, in: type, at: nil, nil), program.node(field)?.kind == .field
      else { continue }
      return field
    }
    return nil
  }

  // MARK: Texts

  private static let textMethods: Set<String> = [
    "concat", "trim", "strip", "toLowerCase", "toUpperCase", "toString", "formatted", "intern", "stripIndent", "format",
    "join", "valueOf", "Trim", "ToLower", "ToUpper", "ToString", "Format", "Join", "Concat", "ToLowerInvariant",
    "ToUpperInvariant", "Combine", "of", "get", "nameof", "ofSeconds", "ofMillis", "ofMinutes", "FromSeconds",
    "FromMilliseconds", "FromMinutes", "TrimEnd", "TrimStart",
  ]

  private static let seconds: [String: Double] = [
    "ofSeconds": 1, "ofMillis": 0.001, "ofMinutes": 60, "FromSeconds": 1, "FromMilliseconds": 0.001, "FromMinutes": 60,
  ]

  /// Calls that make texts, and lengths of time, which are counted in seconds.
  private func nominalText(_ ref: NodeRef, _ callee: NodeID, _ file: SyntaxFile, _ frame: Frame?) -> Value? {
    let method = program.text(file[callee].name)
    guard Self.textMethods.contains(method) else { return nil }
    if method == "nameof", file[callee].kind == .name, let given = argument(0, of: ref), let node = program.node(given)
    {
      return .string(program.text(node.name))
    }
    guard file[callee].kind == .member, let object = file.child(callee, .object) else { return nil }
    let owner = value(of: NodeRef(file: ref.file, node: object), in: frame)
    if case .string(let text) = owner { return transformed(text, method, ref, frame) }
    guard let name = owner.externalName else { return nil }
    switch name {
    case "java.lang.String", "System.String": return made(method, ref, frame)
    case "java.time.Duration", "System.TimeSpan":
      guard let unit = Self.seconds[method], let given = argument(0, of: ref),
        case .number(let count) = value(of: given, in: frame)
      else { return nil }
      return .number(count * unit)
    case "java.nio.file.Paths", "java.nio.file.Path", "System.IO.Path":
      guard ["get", "of", "Combine", "Join"].contains(method) else { return nil }
      return .string(parts(of: ref, from: 0, frame).joined(separator: "/"))
    default: return nil
    }
  }

  /// `String.format(…)`, `string.Join(…)`.
  private func made(_ method: String, _ ref: NodeRef, _ frame: Frame?) -> Value? {
    switch method {
    case "format", "Format":
      guard let given = argument(0, of: ref), let format = value(of: given, in: frame).text else { return nil }
      let rest = parts(of: ref, from: 1, frame)
      return .string(method == "format" ? printed(format, rest) : numbered(format, rest))
    case "join", "Join":
      guard let separator = argument(0, of: ref).flatMap({ value(of: $0, in: frame).constantText }) else { return nil }
      return .string(parts(of: ref, from: 1, frame).joined(separator: separator))
    case "Concat": return .string(parts(of: ref, from: 0, frame).joined())
    case "valueOf": return argument(0, of: ref).map { .string(part(value(of: $0, in: frame))) }
    default: return nil
    }
  }

  private func parts(of ref: NodeRef, from first: Int, _ frame: Frame?) -> [String] {
    (first..<max(first, argumentCount(of: ref))).map { position in
      argument(position, of: ref).map { part(value(of: $0, in: frame)) } ?? String(Value.hole)
    }
  }

  private func transformed(_ text: String, _ method: String, _ ref: NodeRef, _ frame: Frame?) -> Value? {
    switch method {
    case "concat": return .string(text + parts(of: ref, from: 0, frame).joined())
    case "toLowerCase", "ToLower", "ToLowerInvariant": return .string(text.lowercased())
    case "toUpperCase", "ToUpper", "ToUpperInvariant": return .string(text.uppercased())
    case "formatted": return .string(printed(text, parts(of: ref, from: 0, frame)))
    case "toString", "ToString", "intern", "stripIndent": return .string(text)
    case "trim", "strip", "Trim":
      var result = text.drop { $0.isWhitespace }
      while let last = result.last, last.isWhitespace { result.removeLast() }
      return .string(String(result))
    case "TrimEnd", "TrimStart": return .string(String(Value.hole))
    default: return nil
    }
  }

  /// Java's `%s`.
  private func printed(_ format: String, _ parts: [String]) -> String {
    var output = ""
    var position = 0
    var rest = format[...]
    while let character = rest.popFirst() {
      guard character == "%" else {
        output.append(character)
        continue
      }
      let flags = rest.prefix { !$0.isLetter && $0 != "%" }
      rest = rest.dropFirst(flags.count)
      guard let verb = rest.popFirst() else { break }
      switch verb {
      case "%": output.append("%")
      case "n": output.append("\n")
      default:
        let isPlain = flags.isEmpty && (verb == "s" || verb == "d") && position < parts.count
        output += isPlain ? parts[position] : String(Value.hole)
        position += 1
      }
    }
    return output
  }

  /// C#'s `{0}`.
  private func numbered(_ format: String, _ parts: [String]) -> String {
    var output = ""
    var rest = format[...]
    while let character = rest.popFirst() {
      if character == "{", rest.first != "{" {
        let place = rest.prefix { $0 != "}" }
        rest = rest.dropFirst(place.count + 1)
        let number = Int(place.prefix { $0.isNumber })
        output +=
          number.flatMap { $0 < parts.count && place.allSatisfy(\.isNumber) ? parts[$0] : nil } ?? String(Value.hole)
      } else {
        output.append(character)
        if character == "{" || character == "}" { rest = rest.dropFirst() }
      }
    }
    return output
  }
}
