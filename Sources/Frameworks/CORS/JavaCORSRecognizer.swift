internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Cross-origin policies in Java: Spring's, and headers that are set by hand.
enum JavaCORSRecognizer: Recognizer {
  static let name = "java-cors"
  static let triggers = ["org.springframework.web", "jakarta.servlet", "javax.servlet"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = JavaCORS(context: context)
    draft.corsPolicies += reading.calls() + reading.annotations() + reading.headers()
  }
}

struct JavaCORS {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }
  private var program: Program { context.program }

  private func sites(_ names: [String]) -> [NodeRef] {
    names.flatMap { name in program.names.lookup(name).map { program.sites(of: $0) } ?? [] }
      .filter { context.isServed($0.file) && program.tree[$0.file].language == .java }.sorted()
  }

  // MARK: Spring

  /// Patterns are answered with the caller's own origin. A plain `*` Spring refuses together with credentials.
  private static let patterns: Set<String> = [
    "allowedOriginPatterns", "addAllowedOriginPattern", "setAllowedOriginPatterns",
  ]

  /// `registry.addMapping("/**").allowedOriginPatterns("*").allowCredentials(true)`, and a configuration's setters.
  func calls() -> [CORSPolicy] {
    sites(["allowCredentials", "setAllowCredentials"]).compactMap { site in
      guard let given = evaluator.argument(0, of: site), evaluator.value(of: given) == .bool(true),
        let file = program.file(site.file), let owner = base(of: site.node, file)
      else { return nil }
      return pattern(on: owner, beside: site, file).map { policy($0) }
    }
  }

  /// The call with the pattern `*` on the same object, in the same function.
  private func pattern(on owner: NodeID, beside site: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    guard let function = file.ancestor(of: site.node, where: { $0.kind == .function }) else { return nil }
    for node in function..<file[function].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee), file[callee].kind == .member,
        Self.patterns.contains(program.text(file[callee].name)), let other = base(of: node, file),
        other == owner
          || file[owner].kind == .name && file[other].kind == .name && file[other].name == file[owner].name,
        hasAny(NodeRef(file: site.file, node: node), file)
      else { continue }
      return NodeRef(file: site.file, node: node)
    }
    return nil
  }

  /// What a call is made on: an object's name, or the first call of its chain, as another one on the same registry is
  /// another mapping.
  private func base(of call: NodeID, _ file: SyntaxFile) -> NodeID? {
    var current = call
    for _ in 0..<24 {
      guard let callee = file.child(current, .callee), let object = file.child(callee, .object) else { return nil }
      if file[object].kind != .call { return current == call ? object : current }
      current = object
    }
    return nil
  }

  /// `"*"` among the arguments, or in the list that is given.
  private func hasAny(_ call: NodeRef, _ file: SyntaxFile) -> Bool {
    let count = evaluator.argumentCount(of: call)
    return (0..<min(count, 16)).contains { position in
      guard let given = evaluator.argument(position, of: call) else { return false }
      if evaluator.value(of: given).constantText == "*" { return true }
      return ["List.of(\"*\")", "Arrays.asList(\"*\")", "Collections.singletonList(\"*\")"].contains(
        file.text(given.node))
    }
  }

  /// `@CrossOrigin(originPatterns = "*", allowCredentials = "true")`.
  func annotations() -> [CORSPolicy] {
    sites(["CrossOrigin"]).compactMap { site in
      guard let origins = evaluator.argument(named: "originPatterns", of: site),
        evaluator.value(of: origins).constantText == "*",
        let credentials = evaluator.argument(named: "allowCredentials", of: site),
        evaluator.value(of: credentials).constantText == "true"
      else { return nil }
      return policy(site)
    }
  }

  // MARK: Headers

  /// `response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"))`, and credentials beside it.
  func headers() -> [CORSPolicy] {
    sites(["setHeader", "addHeader"]).compactMap { site in
      guard header(site) == "Access-Control-Allow-Origin", let given = evaluator.argument(1, of: site),
        let file = program.file(site.file), isCallersOrigin(given, file),
        let function = file.ancestor(of: site.node, where: { $0.kind == .function }), !isCompared(function, file)
      else { return nil }
      let allows = (function..<file[function].next).contains { node in
        let call = NodeRef(file: site.file, node: node)
        return file[node].kind == .call && header(call) == "Access-Control-Allow-Credentials"
          && evaluator.argument(1, of: call).map { evaluator.value(of: $0).constantText == "true" } ?? false
      }
      return allows ? policy(site) : nil
    }
  }

  private func header(_ call: NodeRef) -> String? {
    evaluator.argument(0, of: call).flatMap { evaluator.value(of: $0).constantText }
  }

  /// `request.getHeader("Origin")`, or a local that holds it.
  private func isCallersOrigin(_ given: NodeRef, _ file: SyntaxFile) -> Bool {
    var node = given.node
    if file[node].kind == .name, let definition = evaluator.definition(of: given), definition.file == given.file {
      let statement = file[definition.node].kind == .name ? file[definition.node].parent : definition.node
      guard let value = file.child(statement, .value) else { return false }
      node = value
    }
    guard file[node].kind == .call, let callee = file.child(node, .callee),
      program.text(file[callee].name) == "getHeader"
    else { return false }
    return header(NodeRef(file: given.file, node: node))?.lowercased() == "origin"
  }

  /// Something is asked about the origin: whether it is one of those that may.
  private func isCompared(_ function: NodeID, _ file: SyntaxFile) -> Bool {
    (function..<file[function].next).contains { node in
      guard file[node].kind == .call, let callee = file.child(node, .callee) else { return false }
      return ["contains", "equals", "equalsIgnoreCase", "endsWith", "startsWith", "matches", "isAllowed"].contains(
        program.text(file[callee].name))
    }
  }

  private func policy(_ place: NodeRef) -> CORSPolicy {
    var policy = CORSPolicy(
      location: context.location(place), allowsAnyOrigin: true, reflectsOrigin: true, allowsCredentials: true)
    policy.isWithoutSessions = isWithoutSessions
    return policy
  }

  /// `sessionCreationPolicy(SessionCreationPolicy.STATELESS)`, Shiro's `setSessionStorageEnabled(false)`, and nothing
  /// that reads a cookie.
  private var isWithoutSessions: Bool {
    let policies = sites(["sessionCreationPolicy"])
    let isStateless =
      !policies.isEmpty
      && policies.allSatisfy { site in
        guard let given = evaluator.argument(0, of: site), let file = program.file(given.file) else { return false }
        return file.text(given.node).hasSuffix("STATELESS")
      }
    let isOff = sites(["setSessionStorageEnabled"]).contains { site in
      evaluator.argument(0, of: site).map { evaluator.value(of: $0) == .bool(false) } ?? false
    }
    return (isStateless || isOff) && sites(["getCookies", "CookieValue"]).isEmpty
  }
}
