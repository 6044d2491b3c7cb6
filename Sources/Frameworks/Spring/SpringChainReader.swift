internal import Resolution
internal import Source
internal import Syntax

/// Reads what the code that builds a chain of security filters says, statement by statement.
struct SpringChainReader {
  let project: JavaProject
  var texts: SpringTexts
  var chain: SpringChain
  /// Matchers that came and wait for what they allow.
  private var pending: SpringMatcher?
  private var isConditional = false
  /// Names of the variable that rules are hung on.
  private var registries: Set<String> = []
  private var isAuthorizing = false
  private var followed = 0

  init(_ project: JavaProject, _ chain: SpringChain, module: Int?) {
    self.project = project
    self.chain = chain
    texts = SpringTexts(project: project, module: module)
  }

  /// Reads a function's body, in which its parameters hold what is configured.
  mutating func read(_ function: NodeRef) {
    for statement in project.statements(of: function) { read(statement: statement) }
  }

  // MARK: Statements

  private mutating func read(statement ref: NodeRef) {
    guard let file = project.file(ref) else { return }
    switch file[ref.node].kind {
    case .call: expression(ref)
    case .returnStatement, .throwStatement:
      if let value = file.child(ref.node, .value) { expression(NodeRef(file: ref.file, node: value)) }
    case .assignment:
      guard let value = file.child(ref.node, .value) else { return }
      let given = NodeRef(file: ref.file, node: value)
      if file[value].kind == .call { expression(given) }
      if let target = file.child(ref.node, .target), isRegistry(given) {
        registries.insert(project.text(file[target].name))
      }
    case .forEach: loop(ref, file)
    case .ifStatement: branch(ref, file)
    case .block, .tryStatement, .withStatement:
      for child in file.children(ref.node) where file[child].role == .statement || file[child].role == .body {
        read(statement: NodeRef(file: ref.file, node: child))
      }
    default: break
    }
  }

  private mutating func branch(_ ref: NodeRef, _ file: SyntaxFile) {
    let outer = isConditional
    isConditional = true
    for child in file.children(ref.node) where file[child].role == .then || file[child].role == .otherwise {
      read(statement: NodeRef(file: ref.file, node: child))
    }
    isConditional = outer
  }

  private mutating func loop(_ ref: NodeRef, _ file: SyntaxFile) {
    guard let target = file.child(ref.node, .target), let over = file.child(ref.node, .iterable),
      let body = file.child(ref.node, .body)
    else { return }
    let name = project.text(file[target].name)
    bind(name, to: NodeRef(file: ref.file, node: over)) { $0.read(statement: NodeRef(file: ref.file, node: body)) }
  }

  private mutating func bind(_ name: String, to list: NodeRef, _ body: (inout Self) -> Void) {
    let saved = texts.bound[name]
    let savedSource = sources[name]
    texts.bound[name] = texts.texts(list)
    sources[name] = list
    body(&self)
    texts.bound[name] = saved
    sources[name] = savedSource
  }

  /// What loop variables run over, for those that cannot be seen.
  private var sources: [String: NodeRef] = [:]

  // MARK: Expressions

  private func isRegistry(_ ref: NodeRef) -> Bool {
    project.chain(ref).calls.contains { Self.authorizers.contains($0.name) }
  }

  private static let authorizers: Set<String> = ["authorizeRequests", "authorizeHttpRequests", "authorizeExchange"]
  private static let matching: Set<String> = [
    "requestMatchers", "antMatchers", "mvcMatchers", "pathMatchers", "regexMatchers", "matchers", "securityMatcher",
    "securityMatchers", "antMatcher", "mvcMatcher", "regexMatcher", "requestMatcher",
  ]

  private mutating func expression(_ ref: NodeRef) {
    let found = project.chain(ref)
    let wasAuthorizing = isAuthorizing
    if let root = found.root, let file = project.file(root), file[root.node].kind == .name,
      registries.contains(project.text(file[root.node].name))
    {
      isAuthorizing = true
    }
    for call in found.calls { read(call) }
    // `configureRules(http)`: a method of the project goes on.
    if found.calls.count == 1, let call = found.calls.first { follow(call) }
    isAuthorizing = wasAuthorizing
    pending = nil
  }

  private mutating func read(_ call: JavaCall) {
    if Self.authorizers.contains(call.name) { return authorize(call) }
    switch call.name {
    case "and": isAuthorizing = false
    case "anyRequest", "anyExchange": pending = isAuthorizing || isInRules ? .any : pending
    case "dispatcherTypeMatchers", "shouldFilterAllDispatcherTypes": pending = SpringMatcher.none
    case "forEach": each(call)
    case "addFilterBefore", "addFilterAfter", "addFilterAt", "addFilter":
      if let filter = call.arguments.first { chain.filters.append(filter) }
    case let name where Self.matching.contains(name): matchers(call)
    default: access(call)
    }
  }

  private var isInRules: Bool { isAuthorizing }

  private mutating func authorize(_ call: JavaCall) {
    chain.authorizes = true
    if call.name != "authorizeRequests" { chain.refusesRest = true }
    guard let given = call.arguments.first else {
      isAuthorizing = true
      return
    }
    guard let function = project.function(given), followed < 12 else {
      if project.file(given).map({ project.text($0[given.node].name) }) != "withDefaults" { chain.isPartlySeen = true }
      return
    }
    followed += 1
    let outer = (isAuthorizing, registries)
    isAuthorizing = true
    if let name = project.parameter(0, of: function) { registries.insert(name) }
    read(function)
    (isAuthorizing, registries) = outer
  }

  /// `urls.forEach(url -> requests.requestMatchers(url).permitAll())`.
  private mutating func each(_ call: JavaCall) {
    guard let function = call.arguments.first.flatMap({ project.function($0) }),
      let name = project.parameter(0, of: function),
      let file = project.file(call.ref), let callee = file.child(call.ref.node, .callee),
      let object = file.child(callee, .object)
    else { return }
    bind(name, to: NodeRef(file: call.ref.file, node: object)) { $0.read(function) }
  }

  private mutating func follow(_ call: JavaCall) {
    guard followed < 12, let file = project.file(call.ref), let callee = file.child(call.ref.node, .callee) else {
      return
    }
    let isOwn =
      file[callee].kind == .name
      || file.child(callee, .object).map { file[$0].kind == .name && project.text(file[$0].name) == "this" } ?? false
    guard isOwn, let type = project.type(around: call.ref), let method = project.method(call.name, of: type) else {
      return
    }
    followed += 1
    let outer = (isAuthorizing, registries)
    for (position, argument) in call.arguments.enumerated() {
      guard let name = project.parameter(position, of: method), let owner = project.file(argument),
        registries.contains(project.text(owner[argument.node].name))
      else { continue }
      registries.insert(name)
    }
    read(method)
    (isAuthorizing, registries) = outer
  }

  // MARK: Matchers

  private mutating func matchers(_ call: JavaCall) {
    let reader = SpringMatcherReader(project: project, texts: texts, sources: sources)
    // `http.requestMatchers(r -> r.antMatchers("/a"))` and `http.requestMatchers().antMatchers("/a")`.
    if !isAuthorizing {
      if call.arguments.isEmpty { return }
      if let function = project.function(call.arguments[0]) {
        var inner: [SpringMatcher] = []
        for statement in project.statements(of: function) {
          guard let file = project.file(statement) else { continue }
          let value = file[statement.node].kind == .call ? statement.node : file.child(statement.node, .value)
          guard let value else { continue }
          for call in project.chain(NodeRef(file: statement.file, node: value)).calls
          where Self.matching.contains(call.name) {
            inner.append(reader.matcher(call.arguments, isRegex: call.name.hasPrefix("regex")))
          }
        }
        chain.matcher = inner.isEmpty ? .unknown : .either(inner)
      } else {
        chain.matcher = reader.matcher(call.arguments, isRegex: call.name.hasPrefix("regex"))
      }
      return
    }
    let matcher = reader.matcher(call.arguments, isRegex: call.name.hasPrefix("regex"))
    // Matchers may be added one after the other.
    if case .none? = pending { pending = matcher } else { pending = pending.map { .either([$0, matcher]) } ?? matcher }
  }

  // MARK: Access

  private mutating func access(_ call: JavaCall) {
    guard let matcher = pending, isAuthorizing, let access = access(of: call) else { return }
    pending = nil
    let by = call.name + (roles(call).isEmpty ? "" : "(" + roles(call).joined(separator: ", ") + ")")
    chain.rules.append(
      SpringRule(matcher: isConditional ? .conditional(matcher) : matcher, access: access, ref: call.ref, by: by))
  }

  private func roles(_ call: JavaCall) -> [String] { call.arguments.flatMap { texts.texts($0) ?? [] } }

  private func access(of call: JavaCall) -> SpringAccess? {
    switch call.name {
    case "permitAll", "anonymous": return .permit
    case "authenticated", "fullyAuthenticated", "rememberMe": return .required([])
    case "hasRole", "hasAnyRole", "hasAuthority", "hasAnyAuthority", "hasAllRoles", "hasAllAuthorities":
      return .required(roles(call))
    case "denyAll": return .denied
    case "hasIpAddress": return .unknown
    case "access":
      guard let text = call.arguments.first.flatMap({ project.text(of: $0) }) else { return .unknown }
      return SpringExpression.access(text)
    default: return nil
    }
  }
}
