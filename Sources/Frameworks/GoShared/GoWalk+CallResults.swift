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
    if let cookie = cookie(callee, name, arguments) { return cookie }
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
    let isError = ["Errorf", "NewError", "NewHTTPError"].contains(name) || name == "New" && isErrors(callee, arguments)
    guard refuses || isError else { return nil }
    var result = GoResult(answer: .nonzero)
    result.isRefusal = refuses
    if name == "NewHTTPError" { result.type = "github.com/labstack/echo.HTTPError" }
    return result
  }

  /// `errors.New("…")`, and what libraries make of a status: `guru.New(404, "…")`.
  private func isErrors(_ callee: NodeID, _ arguments: [NodeID]) -> Bool {
    guard let owner = file.child(callee, .object), let first = arguments.first,
      case .external(let package) = context.evaluator.value(of: ref(owner), in: frame)
    else { return false }
    return package.contains("err") || file[first].kind == .number && arguments.count > 1
      || text(first).hasPrefix("Status")
  }

  /// What middleware before left: `c.Get("user")`, `r.Context().Value(key)`.
  private func kept(_ callee: NodeID, _ name: String, _ arguments: [NodeID], _ state: GoState) -> [GoResult]? {
    let isOfContext = arguments.count == 2 && (name == "Get" || name == "GetOk") && isRequest(arguments[0])
    guard file[callee].kind == .member, let last = arguments.last, arguments.count == 1 || isOfContext,
      !state.values.isEmpty,
      ["Get", "GetOk", "MustGet", "Value", "Locals", "GetString", "GetBool", "GetInt", "GetUint", "GetInt64"].contains(
        name),
      let key = key(last), let known = state.values[key]
    else { return nil }
    return [known, GoResult(answer: .nonzero, isByIdentity: known.isByIdentity)]
  }

  /// Functions of libraries that take credentials from a request.
  private static let readers = [
    "jwt-go/request.ParseFromRequest", "jwt/request.ParseFromRequest", "jwt/v4/request.ParseFromRequest",
    "jwt/v5/request.ParseFromRequest", "jwtauth.FromContext", "github.com/go-pkgz/auth/token.GetUserInfo",
    "github.com/go-pkgz/auth/v2/token.GetUserInfo",
  ].flatMap { [$0, $0 + "WithClaims"] }

  private func readsCredentials(_ callee: NodeID) -> Bool {
    guard let name = context.evaluator.value(of: ref(callee), in: frame).externalName else { return false }
    return Self.readers.contains(where: name.hasSuffix)
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
      if name == "GetHeader" || self.text(owner) == "Header", text.lowercased().contains("session") { return true }
      return name.hasPrefix("Cookie") ? GoIdentity.isCookie(text) : GoIdentity.speaks(text)
    }
    // A key of the request's context has a type and a name of its own.
    return (name == "Value" || name == "Cookie") && GoIdentity.isCookie(text(key))
  }

  /// Somebody unknown brings no cookies; those that protect forms are another matter.
  private func cookie(_ callee: NodeID, _ name: String, _ arguments: [NodeID]) -> [GoResult]? {
    guard name == "Cookie" || name == "Cookies", arguments.count == 1, file[callee].kind == .member,
      let owner = file.child(callee, .object), isRequest(owner)
    else { return nil }
    let key = (context.evaluator.value(of: ref(arguments[0]), in: frame).constantText ?? text(arguments[0]))
      .lowercased()
    if ["csrf", "xsrf", "nonce", "state", "lang", "theme"].contains(where: key.contains) { return nil }
    return [GoResult(answer: .zero), GoResult(answer: .nonzero)]
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
  func requestText(_ node: NodeID) -> GoResult? {
    guard file[node].kind == .member, let owner = file.child(node, .object) else { return nil }
    switch text(node) {
    case "Path", "RawPath":
      guard text(owner) == "URL", let request = file.child(owner, .object), isRequest(request) else { return nil }
      return path(budget.request.pathText)
    case "RequestURI": return isRequest(owner) ? path(budget.request.pathText) : nil
    case "Method": return isRequest(owner) ? method() : nil
    default: return nil
    }
  }

  private func path(_ text: String?) -> GoResult? { text.map { .ofRequest($0, .path) } }

  private func method() -> GoResult? { budget.request.method.map { .ofRequest($0, .method) } }

  private func isOfEcho(_ owner: NodeID) -> Bool {
    context.evaluator.value(of: ref(owner), in: frame).externalName == "github.com/labstack/echo.Context"
  }

  private func method() -> String? {
    return budget.request.method
  }

  /// `c.Path()`, `c.FullPath()`, `strings.HasPrefix(r.URL.Path, "/public")`.
  private func textTest(
    _ callee: NodeID, _ name: String, _ arguments: [NodeID], _ state: GoState, _ steps: Int
  ) -> GoResult? {
    guard file[callee].kind == .member, let owner = file.child(callee, .object) else { return nil }
    if arguments.isEmpty, isRequest(owner) {
      switch name {
      case "FullPath": return path(budget.request.colons)
      case "Path": return path(isOfEcho(owner) ? budget.request.colons : budget.request.pathText)
      case "OriginalURL": return path(budget.request.pathText)
      case "Method": return method()
      default: return nil
      }
    }
    switch context.evaluator.value(of: ref(owner), in: frame) {
    case .external("strings"):
      guard let first = arguments.first else { return nil }
      return stringsTest(name, result(of: first, state, steps: steps + 1), arguments, state, steps)
    case .external("slices") where name == "Contains" && arguments.count == 2:
      let known = result(of: arguments[1], state, steps: steps + 1)
      guard let text = known.constant?.text else { return nil }
      looked(at: known)
      return isOneOf(text, arguments[0])
    default: return nil
    }
  }

  private func stringsTest(
    _ name: String, _ first: GoResult, _ arguments: [NodeID], _ state: GoState, _ steps: Int
  ) -> GoResult? {
    guard let text = first.constant?.text else { return nil }
    switch (name, arguments.count) {
    case ("ToLower", 1):
      var lower = first
      lower.constant = .string(text.lowercased())
      return lower
    case ("TrimSpace", 1), ("Clone", 1): return first
    case ("TrimPrefix", 2), ("TrimSuffix", 2), ("HasPrefix", 2), ("HasSuffix", 2), ("Contains", 2), ("EqualFold", 2):
      guard let other = result(of: arguments[1], state, steps: steps + 1).constant?.text else { return nil }
      return stringsTest(name, text, other, first)
    default: return nil
    }
  }

  private func stringsTest(_ name: String, _ text: String, _ other: String, _ first: GoResult) -> GoResult {
    let answer: Bool?
    looked(at: first)
    switch name {
    case "TrimPrefix": return trimmed(first, text.hasPrefix(other) ? String(text.dropFirst(other.count)) : text)
    case "TrimSuffix": return trimmed(first, text.hasSuffix(other) ? String(text.dropLast(other.count)) : text)
    case "HasPrefix": answer = GoTexts.hasPrefix(text, other)
    case "HasSuffix": answer = GoTexts.hasSuffix(text, other)
    case "Contains": answer = GoTexts.contains(text, other)
    default: answer = GoTexts.areEqual(text.lowercased(), other.lowercased())
    }
    return answer.map { .known($0) } ?? .unknown
  }

  private func trimmed(_ result: GoResult, _ text: String) -> GoResult {
    var result = result
    result.constant = .string(text)
    return result
  }

  private func isOneOf(_ text: String, _ list: NodeID) -> GoResult? {
    let all = context.evaluator.elements(of: context.evaluator.value(of: ref(list), in: frame), in: frame)
    guard !all.isEmpty else { return nil }
    let answers = all.map { element in element.constantText.flatMap { GoTexts.areEqual(text, $0) } }
    if answers.contains(true) { return .known(true) }
    return answers.contains(nil) ? .unknown : .known(false)
  }
}
