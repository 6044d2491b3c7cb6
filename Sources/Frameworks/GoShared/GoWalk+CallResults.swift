internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What calls give for a request without credentials.
extension GoWalk {
  private static let lookups = [
    "find", "get", "load", "fetch", "decode", "verify", "lookup", "parse", "extract", "authenticate", "validate",
    "check", "query", "first", "split", "replace", "trim", "is", "has", "can", "match", "read", "select", "where",
    "compare", "cut", "field", "user", "tolower",
  ]

  func call(_ node: NodeID, _ state: GoState, _ steps: Int) -> [GoResult] {
    budget.fuel -= 1
    guard !budget.isOver, let callee = file.child(node, .callee) else { return [] }
    let name = text(callee)
    let arguments = file.children(node, .argument).map { $0 }
    if ["isauthenticated", "isloggedin", "isauthorized"].contains(name.lowercased()) { return [.absent] }
    if let known = state.results[ref(node)] { return known }
    if file[node].flags.contains(.isNew) { return [made(node, state, steps)] }
    if let known = kept(callee, name, arguments, state) { return known }
    if looksForIdentity(callee, name, arguments) || readsCredentials(callee) { return [.absent] }
    if let text = textTest(callee, name, arguments, state, steps) { return [text] }
    if let error = newError(callee, name, arguments, state) { return [error] }
    if name == "len" || name == "string", let first = arguments.first {
      return [result(of: first, state, steps: steps + 1)]
    }
    let receiver = file[callee].kind == .member ? part(.object, of: callee, state, steps) : .unknown
    let given = arguments.prefix(5).map { result(of: $0, state, steps: steps + 1) }
    if receiver.isByIdentity && receiver.answer == .zero
      || given.contains(where: { $0.isByIdentity && $0.answer == .zero })
    {
      let lower = name.lowercased()
      return Self.lookups.contains { lower.hasPrefix($0) } ? [.absent] : []
    }
    return isInput(callee, name, arguments, given) || receiver.isInput ? [.input, .input] : []
  }

  /// `&Perm{Pull: true}`: what it is not given is zero.
  private func made(_ node: NodeID, _ state: GoState, _ steps: Int) -> GoResult {
    var result = GoResult(answer: .nonzero)
    result.type = file.child(node, .callee).flatMap { context.evaluator.value(of: ref($0), in: frame).externalName }
    let arguments = file.children(node, .argument)
    guard arguments.allSatisfy({ file[$0].kind == .keywordArgument }) else { return result }
    result.isFresh = true
    for argument in arguments {
      guard let value = file.child(argument, .value) else { continue }
      result.fields[file[argument].name] = self.result(of: value, state, steps: steps + 1)
    }
    return result
  }

  private func newError(
    _ callee: NodeID, _ name: String, _ arguments: [NodeID], _ state: GoState
  ) -> GoResult? {
    guard name.hasPrefix("New") || name.hasSuffix("Errorf") || name.hasSuffix("Error"), !arguments.isEmpty else {
      return nil
    }
    let refuses = arguments.contains { isRefusal($0, state) }
    let isError = ["Errorf", "NewError", "NewHTTPError"].contains(name) || name == "New" && isErrors(callee)
    guard refuses || isError else { return nil }
    var result = GoResult(answer: .nonzero)
    result.isRefusal = refuses
    if name == "NewHTTPError" { result.type = "github.com/labstack/echo.HTTPError" }
    return result
  }

  private func isErrors(_ callee: NodeID) -> Bool {
    file.child(callee, .object).map { text($0) == "errors" } ?? false
  }

  /// What middleware before left: `c.Get("user")`, `r.Context().Value(key)`.
  private func kept(_ callee: NodeID, _ name: String, _ arguments: [NodeID], _ state: GoState) -> [GoResult]? {
    guard file[callee].kind == .member, arguments.count == 1, !state.values.isEmpty,
      ["Get", "MustGet", "Value", "Locals", "GetString", "GetBool", "GetInt", "GetUint", "GetInt64"].contains(name),
      let key = key(arguments[0]), let known = state.values[key]
    else { return nil }
    return [known, GoResult(answer: .nonzero, isByIdentity: known.isByIdentity)]
  }

  /// Functions of libraries that take credentials from a request.
  private static let readers = [
    "jwt-go/request.ParseFromRequest", "jwt/request.ParseFromRequest", "jwt/v4/request.ParseFromRequest",
    "jwt/v5/request.ParseFromRequest", "jwtauth.FromContext", "github.com/go-pkgz/auth/token.GetUserInfo",
    "github.com/go-pkgz/auth/v2/token.GetUserInfo",
  ]

  private func readsCredentials(_ callee: NodeID) -> Bool {
    guard let name = context.evaluator.value(of: ref(callee), in: frame).externalName else { return false }
    return Self.readers.contains { name.hasSuffix($0) || name.hasSuffix($0 + "WithClaims") }
  }

  private static let getters: Set<String> = [
    "GetHeader", "Get", "Cookie", "DefaultQuery", "GetString", "GetUint", "GetInt", "Value", "Header", "Cookies",
    "GetSession", "MustGet", "GetReqHeader", "Locals", "GetBool", "Values", "GetInt64", "Query", "QueryParam",
    "FormValue", "PostForm", "PostFormValue",
  ]
  private static let forms: Set<String> = [
    "Query", "QueryParam", "FormValue", "PostForm", "PostFormValue", "DefaultQuery",
  ]

  /// `c.GetHeader("Authorization")`, `r.Cookie("session")`, `r.BasicAuth()`, `session.Get("user")`.
  private func looksForIdentity(_ callee: NodeID, _ name: String, _ arguments: [NodeID]) -> Bool {
    guard file[callee].kind == .member else { return false }
    if name == "BasicAuth" { return arguments.isEmpty }
    guard Self.getters.contains(name), let key = arguments.first, let owner = file.child(callee, .object) else {
      return false
    }
    if let text = context.evaluator.value(of: ref(key), in: frame).constantText {
      if Self.forms.contains(name) || isForm(owner) { return GoIdentity.isCredential(text) }
      return name.hasPrefix("Cookie") ? GoIdentity.isCookie(text) : GoIdentity.speaks(text)
    }
    // A key of the request's context has a type and a name of its own.
    return (name == "Value" || name == "Cookie") && GoIdentity.isCookie(text(key))
  }

  /// `r.URL.Query()`, `r.Form`, `r.PostForm`.
  private func isForm(_ owner: NodeID) -> Bool {
    if file[owner].kind == .call, let callee = file.child(owner, .callee) { return text(callee) == "Query" }
    return ["Form", "PostForm"].contains(text(owner))
  }

  // MARK: What callers choose

  private static let inputs: Set<String> = [
    "Param", "Params", "Query", "DefaultQuery", "QueryParam", "FormValue", "PostForm", "PostFormValue", "PathValue",
    "URLParam", "Vars", "QueryArray", "GetQuery", "ParamsInt", "QueryInt", "QueryBool", "Host", "UserAgent",
  ]

  private func isInput(_ callee: NodeID, _ name: String, _ arguments: [NodeID], _ given: [GoResult]) -> Bool {
    if Self.inputs.contains(name) {
      if let owner = file.child(callee, .object), isRequest(owner) { return true }
      return arguments.first.map { isRequest($0) } ?? false
    }
    if name == "Get", let owner = file.child(callee, .object), isForm(owner) { return true }
    guard given.contains(where: \.isInput), !MiddlewareGuards.soundsLikeGuard(name) else { return false }
    // A library's work on a text: `strconv.Atoi(id)`, `uuid.Parse(id)`, `pattern.MatchString(id)`.
    switch context.evaluator.value(of: ref(callee), in: frame) {
    case .external(let library), .member(let library, _):
      let isPlain = ["strconv.", "strings.", "github.com/google/uuid.", "regexp."].contains { library.hasPrefix($0) }
      return isPlain && zip(arguments, given).allSatisfy { $1.isInput || $1.constant != nil || $1.answer != .unknown }
    default: return false
    }
  }

  // MARK: The request's path and method

  private static let requestOwners: Set<String> = ["URL", "Request", "Req"]

  /// `r.URL.Path`, `r.Method`, `c.Request.URL.Path` as a text.
  func requestText(_ node: NodeID) -> String? {
    guard file[node].kind == .member, let owner = file.child(node, .object) else { return nil }
    switch text(node) {
    case "Path", "RawPath":
      guard text(owner) == "URL", let request = file.child(owner, .object), isRequest(request) else { return nil }
      return path()
    case "RequestURI": return isRequest(owner) ? path() : nil
    case "Method":
      guard isRequest(owner) else { return nil }
      return method()
    default: return nil
    }
  }

  private func path() -> String? {
    budget.looksAtRequest = true
    return budget.request.pathText
  }

  /// The template that the route was registered with.
  private func template() -> String? {
    budget.looksAtRequest = true
    return budget.request.colons
  }

  private func isOfEcho(_ owner: NodeID) -> Bool {
    context.evaluator.value(of: ref(owner), in: frame).externalName == "github.com/labstack/echo.Context"
  }

  private func method() -> String? {
    budget.looksAtRequest = true
    return budget.request.method
  }

  /// `c.Path()`, `c.FullPath()`, `strings.HasPrefix(r.URL.Path, "/public")`.
  private func textTest(
    _ callee: NodeID, _ name: String, _ arguments: [NodeID], _ state: GoState, _ steps: Int
  ) -> GoResult? {
    guard file[callee].kind == .member, let owner = file.child(callee, .object) else { return nil }
    if arguments.isEmpty, isRequest(owner) {
      let found: String?
      switch name {
      case "FullPath": found = template()
      case "Path": found = isOfEcho(owner) ? template() : path()
      case "OriginalURL": found = path()
      case "Method": found = method()
      default: found = nil
      }
      return found.map { GoResult(answer: .nonzero, constant: .string($0)) }
    }
    switch context.evaluator.value(of: ref(owner), in: frame) {
    case .external("strings"):
      guard let first = arguments.first else { return nil }
      return stringsTest(name, result(of: first, state, steps: steps + 1), arguments, state, steps)
    case .external("slices") where name == "Contains" && arguments.count == 2:
      guard let text = result(of: arguments[1], state, steps: steps + 1).constant?.text else { return nil }
      return isOneOf(text, arguments[0])
    default: return nil
    }
  }

  private func stringsTest(
    _ name: String, _ first: GoResult, _ arguments: [NodeID], _ state: GoState, _ steps: Int
  ) -> GoResult? {
    guard let text = first.constant?.text else { return nil }
    switch (name, arguments.count) {
    case ("ToLower", 1): return GoResult(answer: first.answer, constant: .string(text.lowercased()))
    case ("TrimSpace", 1), ("Clone", 1): return first
    case ("TrimPrefix", 2), ("TrimSuffix", 2), ("HasPrefix", 2), ("HasSuffix", 2), ("Contains", 2), ("EqualFold", 2):
      guard let other = result(of: arguments[1], state, steps: steps + 1).constant?.text else { return nil }
      return stringsTest(name, text, other, first)
    default: return nil
    }
  }

  private func stringsTest(_ name: String, _ text: String, _ other: String, _ first: GoResult) -> GoResult {
    let answer: Bool?
    switch name {
    case "TrimPrefix":
      return GoResult(
        answer: .nonzero, constant: .string(text.hasPrefix(other) ? String(text.dropFirst(other.count)) : text))
    case "TrimSuffix":
      return GoResult(
        answer: .nonzero, constant: .string(text.hasSuffix(other) ? String(text.dropLast(other.count)) : text))
    case "HasPrefix": answer = GoTexts.hasPrefix(text, other)
    case "HasSuffix": answer = GoTexts.hasSuffix(text, other)
    case "Contains": answer = GoTexts.contains(text, other)
    default: answer = GoTexts.areEqual(text.lowercased(), other.lowercased())
    }
    return answer.map { .known($0) } ?? .unknown
  }

  private func isOneOf(_ text: String, _ list: NodeID) -> GoResult? {
    let all = context.evaluator.elements(of: context.evaluator.value(of: ref(list), in: frame), in: frame)
    guard !all.isEmpty else { return nil }
    let answers = all.map { element in element.constantText.flatMap { GoTexts.areEqual(text, $0) } }
    if answers.contains(true) { return .known(true) }
    return answers.contains(nil) ? .unknown : .known(false)
  }
}
