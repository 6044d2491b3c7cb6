internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What calls in conditions answer for a request without credentials.
extension OutsiderScope {
  private static let lookups = [
    "find", "get", "load", "fetch", "decode", "verify", "lookup", "parse", "extract", "unsign", "authenticate",
    "validate", "check", "one", "query", "first", "split", "replace", "trim", "slice", "pop", "substring", "includes",
    "startswith", "is", "has", "can", "match", "test", "exec", "lookup", "resolve", "read", "select", "where",
  ]

  func call(_ node: NodeID, _ steps: Int) -> AnonymousTruth {
    guard let callee = file.child(node, .callee) else { return .unknown }
    let name = word(callee)
    let arguments = file.children(node, .argument)
    if file[node].flags.contains(.isNew) { return .known(true) }
    if name == "Boolean" || name == "String", let first = arguments.first { return truth(of: first, steps: steps + 1) }
    if let metadata = metadata(callee, name, arguments) { return metadata }
    if let identity = identityCall(callee, name, arguments) { return identity }
    if let known = pathTest(callee, name, arguments) { return known }
    if let function = function(callee, name) {
      guard depth + 1 < OutsiderWalk.maxDepth else { return .unknown }
      let known = bindings(function, arguments)
      guard concernsCaller(callee, function, arguments, known) else { return .unknown }
      let ways = walk.run(function, .helper, known, depth: depth + 1, budget)
      var answer = AnonymousTruth.either(ways.answers)
      if tellsOfCaller(name) { answer.mentionsIdentity = true }
      return answer
    }
    let parts = arguments.prefix(4).map { truth(of: $0, steps: steps + 2) }
    let receiver =
      file[callee].kind == .member ? file.child(callee, .object).map { truth(of: $0, steps: steps + 1) } : nil
    let isOfNothing = (receiver?.isAbsent ?? false) || parts.contains { $0.isAbsent }
    let lower = name.lowercased()
    if isOfNothing, Self.lookups.contains(where: { lower.hasPrefix($0) }) { return .absent }
    let mentions =
      tellsOfCaller(name) || (receiver?.mentionsIdentity ?? false) || parts.contains { $0.mentionsIdentity }
    return AnonymousTruth(answer: .unknown, mentionsIdentity: mentions)
  }

  /// `reflector.getAllAndOverride("isPublic", [handler, class])`.
  private func metadata(_ callee: NodeID, _ name: String, _ arguments: [NodeID]) -> AnonymousTruth? {
    guard ["get", "getAll", "getAllAndOverride", "getAllAndMerge"].contains(name), let known = walk.world.metadata,
      let object = file.child(callee, .object), word(object).lowercased().contains("reflector"),
      let first = arguments.first
    else { return nil }
    budget.uses.others = true
    let key = text(first) ?? word(first)
    guard !key.isEmpty else { return .unknown }
    return .known(known[key] ?? false)
  }

  /// `req.isAuthenticated()`, `req.get("Authorization")`, `ctx.cookies.get("token")`.
  private func identityCall(_ callee: NodeID, _ name: String, _ arguments: [NodeID]) -> AnonymousTruth? {
    guard file[callee].kind == .member, let object = file.child(callee, .object) else { return nil }
    if name == "isAuthenticated" { return .absent }
    if name == "isUnauthenticated" { return AnonymousTruth.absent.negated }
    // `req.headers.hasOwnProperty("authorization")`, `Object.hasOwn(req.headers, "authorization")`.
    if name == "hasOwnProperty" || name == "hasOwn", let given = arguments.last, let key = text(given) {
      return isIdentity(key, of: arguments.count == 2 ? arguments[0] : object) ? .absent : nil
    }
    guard ["get", "header", "has"].contains(name), let key = arguments.first.flatMap({ text($0) }) else { return nil }
    guard isRequest(object) || Self.bags.contains(word(object)) || word(object) == "headers" else { return nil }
    return AnonymousWalk.isIdentity(key) ? .absent : nil
  }

  /// `req.path.startsWith("/api")`, `open.includes(req.path)`.
  private func pathTest(_ callee: NodeID, _ name: String, _ arguments: [NodeID]) -> AnonymousTruth? {
    guard file[callee].kind == .member, let object = file.child(callee, .object), let given = arguments.first else {
      return nil
    }
    if let known = requestMember(object) {
      guard let text = evaluator.value(of: ref(given)).constantText else { return .unknown }
      switch name {
      case "startsWith": return .known(known.hasPrefix(text))
      case "endsWith": return .known(known.hasSuffix(text))
      case "includes": return .known(known.contains(text))
      default: return .unknown
      }
    }
    if name == "some", let matches = someTest(object, given) { return matches }
    if name == "test", let known = requestMember(given) { return regexTest(object, known) }
    guard name == "includes" || name == "has", let known = requestMember(given) else { return nil }
    let elements = evaluator.elements(of: evaluator.value(of: ref(object)))
    let texts = elements.compactMap(\.constantText)
    if texts.contains(known) { return .known(true) }
    return texts.isEmpty || texts.count != elements.count ? .unknown : .known(false)
  }

  /// `open.some((url) => req.path.startsWith(url))`.
  private func someTest(_ list: NodeID, _ callback: NodeID) -> AnonymousTruth? {
    guard file[callback].kind == .function, let parameter = evaluator.parameters(of: ref(callback)).first,
      let body = file.child(callback, .body), let first = file.children(body).first(where: { _ in true }),
      let call = file[first].kind == .call ? first : file.child(first, .value), file[call].kind == .call,
      let callee = file.child(call, .callee), file[callee].kind == .member, let object = file.child(callee, .object),
      let known = requestMember(object), let given = file.child(call, .argument),
      evaluator.definition(of: ref(given)) == parameter
    else { return nil }
    let texts = constants(of: list)
    guard !texts.isEmpty else { return .unknown }
    switch word(callee) {
    case "startsWith": return .known(texts.contains { known.hasPrefix($0) })
    case "endsWith": return .known(texts.contains { known.hasSuffix($0) })
    case "includes": return .known(texts.contains { known.contains($0) })
    default: return nil
    }
  }

  /// The texts of a list; what `filter` takes away depends on the environment, and is taken to stay.
  private func constants(of list: NodeID) -> [String] {
    var value = evaluator.value(of: ref(list))
    if let site = value.site ?? definitionSite(of: list), let other = walk.context.program.file(site.file),
      let callee = other.child(site.node, .callee), other[callee].kind == .member,
      walk.context.program.text(other[callee].name) == "filter", let object = other.child(callee, .object)
    {
      value = evaluator.value(of: NodeRef(file: site.file, node: object))
    }
    return evaluator.elements(of: value).compactMap(\.constantText)
  }

  /// The call that a local variable was made by.
  private func definitionSite(of node: NodeID) -> NodeRef? {
    guard let target = evaluator.definition(of: ref(node)), let other = walk.context.program.file(target.file) else {
      return nil
    }
    let parent = other[target.node].parent
    guard other[parent].kind == .assignment, let value = other.child(parent, .value), other[value].kind == .call else {
      return nil
    }
    return NodeRef(file: target.file, node: value)
  }

  /// `/\/api\/v1\//i.test(req.path)`: patterns that are plain texts.
  private func regexTest(_ pattern: NodeID, _ path: String) -> AnonymousTruth {
    var place = ref(pattern)
    if file[pattern].kind == .name, let target = evaluator.definition(of: place),
      let other = walk.context.program.file(target.file), let value = other.child(other[target.node].parent, .value)
    {
      place = NodeRef(file: target.file, node: value)
    }
    guard let other = walk.context.program.file(place.file), other[place.node].kind == .regex,
      let plain = PlainPattern(other.text(place.node))
    else { return .unknown }
    return .known(plain.matches(path))
  }
}

/// A regular expression that is a plain text, anchored or not.
struct PlainPattern {
  private var text = ""
  private var isAtStart = false
  private var isAtEnd = false
  private var ignoresCase = false

  /// `nil` when it is more than that. `source` is written with its slashes and flags.
  init?(_ source: String) {
    guard source.hasPrefix("/"), let end = source.lastIndex(of: "/"), end > source.startIndex else { return nil }
    ignoresCase = source[end...].contains("i")
    var rest = source[source.index(after: source.startIndex)..<end]
    if rest.first == "^" { isAtStart = true; rest.removeFirst() }
    while let character = rest.popFirst() {
      switch character {
      case "\\":
        guard let next = rest.popFirst(), !next.isLetter, !next.isNumber else { return nil }
        text.append(next)
      case "$" where rest.isEmpty: isAtEnd = true
      case "(", ")", "[", "]", "{", "}", "*", "+", "?", "|", ".", "^", "$": return nil
      default: text.append(character)
      }
    }
    if ignoresCase { text = text.lowercased() }
  }

  func matches(_ path: String) -> Bool {
    let path = ignoresCase ? path.lowercased() : path
    switch (isAtStart, isAtEnd) {
    case (true, true): return path == text
    case (true, false): return path.hasPrefix(text)
    case (false, true): return path.hasSuffix(text)
    case (false, false): return path.contains(text)
    }
  }
}
