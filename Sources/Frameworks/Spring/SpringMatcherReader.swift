internal import Resolution
internal import Source
internal import Syntax

/// Reads the arguments of `requestMatchers(…)` and its kin.
struct SpringMatcherReader {
  let project: JavaProject
  let texts: SpringTexts
  /// What loop variables run over.
  var sources: [String: NodeRef] = [:]

  private static let methods: Set<String> = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"]

  func matcher(_ arguments: [NodeRef], isRegex: Bool) -> SpringMatcher {
    var arguments = arguments[...]
    let method = arguments.first.flatMap { self.method($0) }
    if method != nil { arguments = arguments.dropFirst() }
    if isRegex { return .unknown }
    guard !arguments.isEmpty else { return method.map { .method($0) } ?? .unknown }
    let all = arguments.map { single($0, method: method, depth: 0) }
    return all.count == 1 ? all[0] : .either(all)
  }

  /// `HttpMethod.GET`, `GET` or `null` for each of them.
  private func method(_ ref: NodeRef) -> String? {
    guard let file = project.file(ref), file[ref.node].kind == .member || file[ref.node].kind == .name else {
      return nil
    }
    let name = project.text(file[ref.node].name)
    guard Self.methods.contains(name), project.constant(ref) == nil else { return nil }
    return name
  }

  private func single(_ ref: NodeRef, method: String?, depth: Int) -> SpringMatcher {
    guard depth < 8, let file = project.file(ref) else { return .unknown }
    if let patterns = texts.texts(ref) {
      return .either(patterns.map { $0.contains(Value.hole) ? .unknown : .path(normal($0), method: method) })
    }
    switch file[ref.node].kind {
    case .call: return ofCall(ref, file, method, depth)
    case .name:
      if let value = variable(ref) { return single(value, method: method, depth: depth + 1) }
      if let source = sources[project.text(file[ref.node].name)] { return annotated(source) ?? .unknown }
      return .unknown
    default: return .unknown
    }
  }

  private func normal(_ pattern: String) -> String {
    pattern.hasPrefix("/") || pattern.hasPrefix("*") ? pattern : "/" + pattern
  }

  private func variable(_ ref: NodeRef) -> NodeRef? {
    project.assigned(before: ref) ?? project.constant(ref)
  }

  /// Matcher objects: `new AntPathRequestMatcher("/a", "GET")`, `antMatcher(GET, "/a")`, `mvc.pattern("/a")`,
  /// `pathMatchers("/a")`, `new NegatedRequestMatcher(m)`, `PathRequest.toStaticResources()…`.
  private func ofCall(_ ref: NodeRef, _ file: SyntaxFile, _ method: String?, _ depth: Int) -> SpringMatcher {
    let arguments = project.arguments(of: ref)
    func inner() -> [SpringMatcher] { arguments.map { single($0, method: method, depth: depth + 1) } }
    if file[ref.node].flags.contains(.isNew) {
      let name = file.child(ref.node, .callee).map { project.text(file[$0].name) } ?? ""
      switch name {
      case "NegatedRequestMatcher", "NegatedServerWebExchangeMatcher": return inner().first.map { .not($0) } ?? .unknown
      case "AndRequestMatcher", "AndServerWebExchangeMatcher": return .all(inner())
      case "OrRequestMatcher", "OrServerWebExchangeMatcher": return .either(inner())
      case "AntPathRequestMatcher", "PathPatternParserServerWebExchangeMatcher", "MvcRequestMatcher":
        let path = arguments.compactMap { texts.texts($0) }.first ?? []
        let verb =
          arguments.dropFirst().lazy.compactMap { self.method($0) ?? texts.texts($0)?.first }
          .first { Self.methods.contains($0) }
        guard let pattern = path.first(where: { !Self.methods.contains($0) }) else { return .unknown }
        return .path(normal(pattern), method: verb ?? method)
      default: return .unknown
      }
    }
    let chain = project.chain(ref)
    let names = chain.calls.map(\.name)
    // The folders of static files, the console of H2 and the actuator are no endpoints of the project.
    if let root = chain.root, let owner = project.file(root),
      ["PathRequest", "EndpointRequest", "StaticResourceRequest"].contains(project.text(owner[root.node].name))
    {
      return .none
    }
    if let last = chain.calls.last,
      ["antMatcher", "pattern", "matcher", "pathMatchers", "mvcMatcher", "matchers", "antMatchers"].contains(last.name)
    {
      return matcher(last.arguments, isRegex: false)
    }
    if names.last == "anyExchange" || names.last == "anyRequest" { return .any }
    return annotated(ref) ?? .unknown
  }

  /// Lists that code makes of the endpoints with some annotation of the project: the type that makes the list looks for
  /// it by its class.
  private func annotated(_ ref: NodeRef) -> SpringMatcher? {
    guard let maker = maker(of: ref, depth: 0), let file = project.file(maker.ref) else { return nil }
    var found: [String] = []
    for node in maker.ref.node..<file[maker.ref.node].next where file[node].kind == .member {
      guard project.text(file[node].name) == "class", let object = file.child(node, .object),
        let type = project.type(of: NodeRef(file: maker.ref.file, node: object)), let other = project.file(type.ref),
        other[type.ref.node].kind == .interface, other.text(type.ref.node).contains("@interface")
      else { continue }
      if !found.contains(type.name) { found.append(type.name) }
    }
    return found.isEmpty ? nil : .annotated(found)
  }

  /// The project's type whose object or class an expression's calls begin with.
  private func maker(of ref: NodeRef, depth: Int) -> JavaType? {
    guard depth < 4 else { return nil }
    let chain = project.chain(ref)
    guard let root = chain.root ?? (chain.calls.isEmpty ? ref : nil), let owner = project.file(root) else { return nil }
    if owner[root.node].kind == .name, let value = variable(root) { return maker(of: value, depth: depth + 1) }
    return project.objectType(root)
  }
}
