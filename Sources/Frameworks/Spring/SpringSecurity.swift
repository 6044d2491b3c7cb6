internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Who may call what in one application: its chains, the requests that they do not see, and checks of methods.
struct SpringSecurity {
  let project: JavaProject
  let module: Int?
  private var chains: [SpringChain] = []
  private var ignored: [SpringRule] = []
  private(set) var methods: SpringMethodSecurity
  private(set) var filters: SpringFilters
  /// Spring Security is there, whether or not anything configures it.
  private let isOnClasspath: Bool?
  private var isExcluded = false

  private var context: RecognizerContext { project.context }

  init(_ project: JavaProject, module: Int?) {
    self.project = project
    self.module = module
    methods = SpringMethodSecurity(project, module: module)
    filters = SpringFilters(project, module: module)
    isOnClasspath = module.map { index in project.modules.depends(index, on: Self.isSecurity) }
    for type in types() { read(type) }
    chains.sort { ($0.order, $0.ref) < ($1.order, $1.ref) }
  }

  private static func isSecurity(_ dependency: String) -> Bool {
    guard dependency.contains("security") || dependency.contains("oauth2") else { return false }
    if dependency.contains("security-crypto") || dependency.contains("security-test") { return false }
    return dependency.contains("spring-boot-starter-security") || dependency.contains("oauth2-resource-server")
      || dependency.contains("starter-oauth2") || dependency.contains("security-config")
      || dependency.contains("spring-security-web") || dependency.contains("boot-starter-security")
  }

  /// The types that the application may have beans of.
  private func types() -> [JavaType] {
    guard let module else { return project.types }
    let visible = Set(project.modules.visible(from: module))
    return project.types.filter { type in
      project.module(of: type.ref.file).map(visible.contains) ?? true
    }
  }

  // MARK: Reading

  private mutating func read(_ type: JavaType) {
    guard let file = project.file(type.ref) else { return }
    if let mark = project.annotation(of: type.ref, among: SpringNames.application) { readExclusions(mark) }
    // Both words are in every configuration, and in few other files.
    guard file.source.contains(text: "HttpSecurity") || file.source.contains(text: "WebSecurity") else { return }
    let conditions = SpringConditions(project: project, module: module)
    let isAdapter = project.isSubtype(type, of: SpringNames.adapters)
    for method in project.methods(of: type) {
      let name = project.text(file[method.node].name)
      if isAdapter, name == "configure" { readAdapter(method, type, file, conditions) }
      guard let answer = file.child(method.node, .type) else { continue }
      let names = project.names(of: NodeRef(file: method.file, node: answer))
      if names.first(in: SpringNames.chains) != nil, project.annotation(of: method, among: SpringNames.bean) != nil {
        readChain(method, type, file, conditions)
      } else if names.first(in: SpringNames.customizers) != nil {
        readIgnored(method)
      }
    }
  }

  /// `exclude = SecurityAutoConfiguration.class`.
  private mutating func readExclusions(_ mark: JavaAnnotation) {
    for element in ["exclude", "excludeName"] {
      guard let given = project.element(element, of: mark), let file = project.file(given) else { continue }
      if file.text(given.node).contains("SecurityAutoConfiguration") { isExcluded = true }
    }
  }

  private func condition(_ method: NodeRef, _ type: JavaType, _ conditions: SpringConditions) -> Bool? {
    var result = conditions.holds(method)
    // Nested configuration classes depend on those around them.
    var name: Substring? = Substring(type.name)
    while let current = name, let owner = project.type(named: String(current), near: type.ref.file) {
      let own = conditions.holds(owner.ref)
      if own == false || result == false { return false }
      if own == nil { result = nil }
      name = current.lastIndex(of: ".").map { current[..<$0] }
    }
    return result
  }

  private mutating func readChain(
    _ method: NodeRef, _ type: JavaType, _ file: SyntaxFile, _ conditions: SpringConditions
  ) {
    let isThere = condition(method, type, conditions)
    guard isThere != false else { return }
    var chain = SpringChain(ref: method, name: project.text(file[method.node].name))
    chain.isThere = isThere
    chain.order = order(of: method) ?? order(of: type.ref) ?? Int.max
    if order(of: method) == nil, order(of: type.ref) != nil { chain.order = order(of: type.ref) ?? Int.max }
    var reader = SpringChainReader(project, chain, module: module)
    reader.read(method)
    chains.append(reader.chain)
  }

  private mutating func readAdapter(
    _ method: NodeRef, _ type: JavaType, _ file: SyntaxFile, _ conditions: SpringConditions
  ) {
    guard let parameter = file.child(method.node, .parameter), let given = file.child(parameter, .type) else { return }
    let written = project.text(file[given].name)
    if written == "WebSecurity" { return readIgnored(method) }
    guard written == "HttpSecurity" else { return }
    let isThere = condition(method, type, conditions)
    guard isThere != false else { return }
    var chain = SpringChain(ref: method, name: type.name.split(separator: ".").last.map(String.init) ?? type.name)
    chain.isThere = isThere
    // Resource servers come before the adapters, whose default is 100.
    let isResource = project.libraryBases(of: type).contains {
      $0.names.contains { $0.hasSuffix("ResourceServerConfigurerAdapter") }
    }
    chain.order = order(of: type.ref) ?? (isResource ? 3 : 100)
    var reader = SpringChainReader(project, chain, module: module)
    reader.read(method)
    if project.file(method)?.text(method.node).contains("super.configure(") == true, !reader.chain.authorizes {
      reader.chain.authorizes = true
      reader.chain.rules.append(
        SpringRule(matcher: .any, access: .required([]), ref: method, by: "the adapter's default"))
    }
    chains.append(reader.chain)
  }

  private func order(of declaration: NodeRef) -> Int? {
    guard let mark = project.annotation(of: declaration, among: SpringNames.order) else { return nil }
    guard let given = project.element("value", of: mark), let file = project.file(given) else { return Int.max }
    let text = file.text(given.node).filter { !$0.isWhitespace && $0 != "_" }
    if let number = Int(text) { return number }
    if text.contains("HIGHEST_PRECEDENCE") { return Int.min + (Int(text.split(separator: "+").last ?? "") ?? 0) }
    if text.contains("LOWEST_PRECEDENCE") { return Int.max - 1 }
    return project.text(of: given).flatMap { Int($0) } ?? 0
  }

  /// `web.ignoring().antMatchers("/static/**")`: no filter sees these.
  private mutating func readIgnored(_ method: NodeRef) {
    guard let file = project.file(method) else { return }
    var seen: Set<NodeID> = []
    for node in method.node..<file[method.node].next where file[node].kind == .call {
      let ref = NodeRef(file: method.file, node: node)
      let chain = project.chain(ref)
      guard let start = chain.calls.firstIndex(where: { $0.name == "ignoring" }) else { continue }
      let reader = SpringMatcherReader(project: project, texts: SpringTexts(project: project, module: module))
      for call in chain.calls[(start + 1)...] where call.name.hasSuffix("Matchers") || call.name.hasSuffix("Matcher") {
        guard seen.insert(call.ref.node).inserted else { continue }
        let matcher = reader.matcher(call.arguments, isRegex: call.name.hasPrefix("regex"))
        ignored.append(SpringRule(matcher: matcher, access: .permit, ref: call.ref, by: "web.ignoring()"))
      }
    }
  }

  // MARK: Asking

  /// What stands before a handler: the chain that the request goes through, filters, and what its method asks.
  func auth(_ request: SpringRequest, handler: NodeRef?, controller: JavaType?) -> Auth {
    guard request.method == "ANY" else { return auth(ofOne: request, handler: handler, controller: controller) }
    // What answers every method is as open as its most open one.
    var weakest: Auth?
    for method in ["GET", "POST", "PUT", "DELETE", "PATCH"] {
      let one = SpringRequest(
        method: method, path: request.path, annotations: request.annotations,
        methodAnnotations: request.methodAnnotations)
      let auth = auth(ofOne: one, handler: handler, controller: controller)
      weakest = weakest.map { $0.stronger(auth) == auth ? $0 : auth } ?? auth
    }
    return weakest ?? Auth(.unknown)
  }

  private func auth(ofOne request: SpringRequest, handler: NodeRef?, controller: JavaType?) -> Auth {
    var auth = chainAuth(request)
    if auth.requirement != .required {
      for other in filters.auths(request) { auth = auth.stronger(other) }
    }
    // The chain asks who calls, the method what they may: both hold.
    if let handler, let asked = methods.auth(of: handler, in: controller), !asked.isExplicitlyPublic {
      auth = auth.stronger(asked)
      auth.roles += asked.roles.filter { !auth.roles.contains($0) }
    }
    return auth
  }

  private func chainAuth(_ request: SpringRequest) -> Auth {
    var possible: [Auth] = []
    for rule in ignored {
      switch rule.matcher.matches(request) {
      case .yes:
        var auth = Auth(.none, by: rule.by, location: context.location(rule.ref))
        auth.isExplicitlyPublic = true
        return auth
      case .perhaps: possible.append(Auth(.none))
      case .no: break
      }
    }
    for chain in chains {
      let match = chain.matcher.matches(request)
      if match == .no { continue }
      var verdict = chain.verdict(request, context)
      if verdict.requirement == .none {
        for other in filters.auths(of: chain.filters, request) { verdict = verdict.stronger(other) }
      }
      possible.append(verdict)
      if match == .yes, chain.isThere == true {
        return SpringChain.agreed(possible, chain.name, context.headLocation(chain.ref))
      }
    }
    // No chain is for it: with chains of its own, the application leaves the rest alone.
    possible.append(chains.contains { $0.isThere == true } ? Auth(.none) : withoutChains())
    let place = chains.first.map { context.headLocation($0.ref) } ?? Location(file: "", line: 1)
    return SpringChain.agreed(possible, chains.first?.name ?? "Spring Security", place)
  }

  /// Boot asks for a user everywhere when Spring Security is there and nothing configures it.
  private func withoutChains() -> Auth {
    switch isOnClasspath {
    case true? where !isExcluded: Auth(.required, by: "Spring Boot's default")
    case nil where importsSecurity && !isExcluded: Auth(.unknown, by: "Spring Security")
    default: Auth(.none)
    }
  }

  private var importsSecurity: Bool {
    project.types.contains { type in
      project.imports(of: type.ref.file)?.types.values.contains { $0.hasPrefix("org.springframework.security.") }
        ?? false
    }
  }
}
