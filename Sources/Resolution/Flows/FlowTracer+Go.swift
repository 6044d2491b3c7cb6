internal import Facts
internal import Source
internal import Syntax

/// What only Go does with what a request brings.
extension FlowTracer {
  /// Functions of Go's libraries that answer with what they were given.
  static let goPropagators: Set<String> = [
    "Sprintf", "Sprint", "Sprintln", "Join", "Replace", "ReplaceAll", "TrimSpace", "Trim", "TrimPrefix", "TrimSuffix",
    "TrimLeft", "TrimRight", "ToLower", "ToUpper", "Clean", "QueryUnescape", "PathUnescape", "Split", "SplitN",
    "Fields",
    "string", "append", "Repeat",
  ]

  private static let binders: Set<String> = [
    "Bind", "BindJSON", "BindQuery", "BindUri", "BindHeader", "ShouldBind", "ShouldBindJSON", "ShouldBindQuery",
    "ShouldBindUri", "ShouldBindWith", "ShouldBindBodyWith", "BodyParser", "QueryParser", "Decode",
  ]

  /// `c.ShouldBindJSON(&form)` before the use of `form`: reports the body as what it holds.
  mutating func traceBound(_ ref: NodeRef, _ file: SyntaxFile, _ trail: Trail) {
    guard file.source.language == .go, let index = program.index(of: ref.file) else { return }
    let name = file[ref.node].name
    let function = index.function(around: ref.node, in: file)
    for call in index.calls where call.node > function && call.node < ref.node {
      if danger == "massAssignment", !isEntity(ref) { return }
      guard Self.binders.contains(program.text(call.name)), let callee = file.child(call.node, .callee),
        let argument = file.child(call.node, .argument), file[argument].kind == .name, file[argument].name == name,
        bindsRequest(callee, ref, file)
      else { continue }
      report("body of the request", at: NodeRef(file: ref.file, node: argument), handler: nil, trail)
      return
    }
  }

  /// A struct that is mapped to a table, or a map of whatever keys: a form of its own lists its fields.
  private func isEntity(_ ref: NodeRef) -> Bool {
    switch evaluator.value(of: ref) {
    case .object("map", _), .literal: return true
    case .instance(let type, _):
      if evaluator.externalAncestors(of: type).contains("gorm.io/gorm.Model") { return true }
      guard let file = program.file(type.file), let body = file.child(type.node, .body) else { return false }
      return file.children(body, .statement).prefix(64).contains { field in
        file.child(field, .decorator).map { file.text($0).contains("gorm:\"") || file.text($0).contains("xorm:\"") }
          ?? false
      }
    default: return false
    }
  }

  /// Whether the object of a binding call is the request, or a decoder of its body.
  private func bindsRequest(_ callee: NodeID, _ ref: NodeRef, _ file: SyntaxFile) -> Bool {
    guard let object = file.child(callee, .object) else { return false }
    let owner = NodeRef(file: ref.file, node: object)
    guard program.text(file[callee].name) == "Decode" else {
      guard let name = evaluator.value(of: owner).externalName else { return false }
      return ["gin.Context", "echo.Context", "fiber.Ctx"].contains { name.hasSuffix($0) }
    }
    guard let made = evaluator.value(of: owner).site, let source = evaluator.argument(0, of: made),
      let name = evaluator.value(of: source).externalName
    else { return false }
    return program.facts.source(name) == "body"
  }

  /// `if name = c.Param("path"); name != "" { name = clean(name) }`: behind it the name is cleaned, or a constant.
  func replacesWhatIsThere(_ binding: Binding, _ file: SyntaxFile) -> Bool {
    guard file.source.language == .go, let branch = file.ancestor(of: binding.node, where: { $0.kind == .ifStatement }),
      let condition = file.child(branch, .condition)
    else { return false }
    return isOther(condition, binding.name, file)
  }

  /// `name != "" && name != "/"`
  private func isOther(_ condition: NodeID, _ name: Name, _ file: SyntaxFile) -> Bool {
    switch file[condition].kind {
    case .logical:
      guard program.text(file[condition].name) == "and", let left = file.child(condition, .left),
        let right = file.child(condition, .right)
      else { return false }
      return isOther(left, name, file) && isOther(right, name, file)
    case .comparison:
      guard program.text(file[condition].name) == "!=", let left = file.child(condition, .left),
        let right = file.child(condition, .right)
      else { return false }
      return file[left].kind == .name && file[left].name == name && file[right].kind == .string
    default: return false
    }
  }

  private static let routing = [
    "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "Any", "Handle", "HandleFunc", "Get", "Post", "Put", "Delete",
    "Group", "Route", "Method", "MethodFunc", "Add", "All", "PathPrefix", "Use",
  ]

  /// `c.Param("name")` of a route without a wildcard of that name: one segment, in which no slash fits.
  func isSegment(_ call: NodeRef, _ file: SyntaxFile) -> Bool {
    guard file.source.language == .go else { return false }
    let texts = (0..<min(2, evaluator.argumentCount(of: call))).compactMap {
      evaluator.argument($0, of: call).flatMap { evaluator.value(of: $0).constantText }
    }
    guard let name = texts.first, !name.isEmpty, name != "*" else { return false }
    for method in Self.routing {
      guard let interned = program.name(of: method) else { continue }
      for site in program.sites(of: interned).prefix(2_000) {
        guard let given = evaluator.argument(0, of: site), program.node(given)?.kind == .string,
          let path = program.file(given.file)?.stringValue(given.node)
        else { continue }
        if path.contains("*\(name)") || path.contains("{\(name)...}") || path.contains("{\(name):.") { return false }
      }
    }
    return true
  }

  /// The arguments of `fmt.Sprintf("https://%s/devices/%s", host, id)` that stand in the host; `nil` when the format is not
  /// seen, or the call is another one.
  func hostArguments(_ call: NodeRef, _ callee: NodeID, _ file: SyntaxFile) -> [NodeRef]? {
    guard file.source.language == .go, danger == "url", program.text(file[callee].name) == "Sprintf",
      let format = evaluator.argument(0, of: call).flatMap({ evaluator.value(of: $0).constantText })
    else { return nil }
    var rest = format[...]
    if let mark = rest.firstRange(of: "://") { rest = rest[mark.upperBound...] }
    let host = rest.prefix { $0 != "/" && $0 != "?" }
    let before = format[..<host.endIndex]
    let count = before.filter { $0 == "%" }.count
    guard count > 0 else { return [] }
    return (1...count).compactMap { evaluator.argument($0, of: call) }
  }

  /// The request of `RoundTrip` is one that the project sends.
  func isOutgoing(_ ref: NodeRef, _ file: SyntaxFile) -> Bool {
    guard file.source.language == .go, let function = file.ancestor(of: ref.node, where: { $0.kind == .function })
    else {
      return false
    }
    return program.text(file[function].name) == "RoundTrip"
  }

  private static let unclean = ["github.com/gin-gonic/gin", "github.com/labstack/echo", "github.com/go-chi/chi"]

  /// `r.URL.Path` behind the routers that redirect a path with `..` in it.
  func isCleanedPath(_ ref: NodeRef, _ file: SyntaxFile) -> Bool {
    guard danger == "path", file.source.language == .go, program.text(file[ref.node].name) == "Path",
      let object = file.child(ref.node, .object),
      evaluator.value(of: NodeRef(file: ref.file, node: object)).externalName == "net/http.Request.URL"
    else { return false }
    return !Self.unclean.contains { program.imported.contains($0) }
  }

  /// `filepath.Clean("/" + name)`: nothing leads above the root any more.
  func isRooted(_ call: NodeRef, _ callee: NodeID, _ file: SyntaxFile) -> Bool {
    guard file.source.language == .go, ["Clean", "Join"].contains(program.text(file[callee].name)),
      let given = file.child(call.node, .argument)
    else { return false }
    if program.text(file[callee].name) == "Join" {
      // `filepath.Join(append([]string{"/"}, names...)...)`
      return file.stringValue(given) == "/" || file[given].kind == .spread && file.text(given).contains("{\"/\"}")
    }
    if file[given].kind == .binary, let left = file.child(given, .left) {
      return file.stringValue(left)?.hasPrefix("/") == true
    }
    guard file[given].kind == .call, let first = file.child(given, .argument) else { return false }
    return file.stringValue(first)?.hasPrefix("/") == true
  }

  /// `clean.UserPath(path)`, `sanitizeName(name)` of the project's own.
  func cleansPath(_ callee: NodeID, _ value: Value, _ file: SyntaxFile) -> Bool {
    if file.isNominal { return cleansNominalPath(callee, value, file) }
    guard file.source.language == .go, value.externalName == nil else { return false }
    let text = file.text(callee).lowercased()
    return ["clean", "saniti", "safe"].contains { text.contains($0) }
  }

  /// `file.SHA1` of what `File{Name: header.Filename, SHA1: hash}` made: only what that field was given. True when the
  /// making is seen.
  mutating func traceGoField(_ name: String, of owner: NodeRef, _ trail: Trail) -> Bool {
    guard case .instance(_, let site?) = evaluator.value(of: owner), let file = program.file(site.file),
      file.source.language == .go, file[site.node].kind == .call, file[site.node].flags.contains(.isNew),
      file.children(site.node).contains(where: { file[$0].kind == .keywordArgument })
    else { return false }
    guard let given = evaluator.argument(named: name, of: site) else { return false }
    trace(given, trail.then(site, "is kept in \(name)"))
    return true
  }

  /// Whether a field is a number or the like, in which no text of an outsider's fits.
  func isSafeGoField(_ name: String, of owner: NodeRef) -> Bool {
    guard case .instance(let type, _) = evaluator.value(of: owner), let file = program.file(type.file),
      file.source.language == .go, let field = evaluator.declaration(name, in: type),
      let declared = program.file(field.file)?.child(field.node, .type)
    else { return false }
    return Self.safeTypes.contains(file.text(declared))
  }

  /// `if strings.Contains(name, "..") { return }`.
  func forbidsParents(_ call: NodeID, of name: Name, _ file: SyntaxFile) -> Bool {
    if file.isNominal { return forbidsNominalParents(call, of: name, file) }
    guard danger == "path", file.source.language == .go, let callee = file.child(call, .callee),
      ["Contains", "ContainsAny", "HasPrefix"].contains(program.text(file[callee].name)),
      case let given = file.children(call, .argument),
      given.count == 2, file[given[0]].kind == .name, file[given[0]].name == name,
      let part = file.stringValue(given[1])
    else { return false }
    return part.contains("..") || part == "/" || part.contains("/\\")
  }
}
