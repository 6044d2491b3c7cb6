internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Filters and interceptors of the project that stand before every handler, or before those of some paths.
struct SpringFilters {
  let project: JavaProject
  let module: Int?
  private var uses: [Use] = []

  private struct Use {
    let type: JavaType
    let matcher: SpringMatcher
    let method: NodeRef
    /// Which requests it looks at is decided in code.
    let isPartial: Bool
  }

  private static let filters: Set<String> = [
    "org.springframework.web.filter.OncePerRequestFilter", "org.springframework.web.filter.GenericFilterBean",
    "jakarta.servlet.Filter", "javax.servlet.Filter", "org.springframework.web.server.WebFilter",
    "jakarta.servlet.http.HttpFilter", "javax.servlet.http.HttpFilter",
  ]
  private static let interceptors: Set<String> = [
    "org.springframework.web.servlet.HandlerInterceptor", "org.springframework.web.servlet.AsyncHandlerInterceptor",
    "org.springframework.web.servlet.handler.HandlerInterceptorAdapter",
  ]
  private static let webFilter: Set<String> = [
    "jakarta.servlet.annotation.WebFilter", "javax.servlet.annotation.WebFilter",
  ]

  init(_ project: JavaProject, module: Int?) {
    self.project = project
    self.module = module
    let visible = module.map { Set(project.modules.visible(from: $0)) }
    func isVisible(_ file: FileID) -> Bool {
      guard let visible, let own = project.module(of: file) else {
        return true
      }
      return visible.contains(own)
    }
    var registered: [JavaType: SpringMatcher] = [:]
    var disabled: Set<JavaType> = []
    let beans = beans(isVisible)
    readInterceptors(isVisible)
    readRegistrations(isVisible, &registered, &disabled)
    for type in project.types where isVisible(type.ref.file) && project.isSubtype(type, of: Self.filters) {
      guard !project.isAbstract(type), !disabled.contains(type) else { continue }
      let matcher: SpringMatcher
      if let given = registered[type] {
        matcher = given
      } else if let mark = project.annotation(of: type.ref, among: Self.webFilter) {
        matcher = Self.patterns(
          (project.element("urlPatterns", of: mark) ?? project.element("value", of: mark)).map { project.texts($0) }
            ?? [])
      } else if project.annotation(of: type.ref, among: SpringNames.stereotypes) != nil || beans.contains(type) {
        matcher = .any
      } else {
        continue
      }
      add(type, matcher, ["doFilterInternal", "doFilter", "filter"])
    }
  }

  private static func patterns(_ patterns: [String]) -> SpringMatcher {
    patterns.isEmpty
      ? .any
      : .either(
        patterns.map { $0.hasSuffix("/*") ? .path(String($0.dropLast()) + "**", method: nil) : .path($0, method: nil) })
  }

  /// The types of the project that methods with `@Bean` answer with.
  private func beans(_ isVisible: (FileID) -> Bool) -> Set<JavaType> {
    var found: Set<JavaType> = []
    for type in project.types where isVisible(type.ref.file) {
      guard let file = project.file(type.ref), file.source.contains(text: "@Bean") else { continue }
      for method in project.methods(of: type) where project.annotation(of: method, among: SpringNames.bean) != nil {
        guard let answer = file.child(method.node, .type) else { continue }
        if let made = project.type(of: NodeRef(file: method.file, node: answer)) { found.insert(made) }
      }
    }
    return found
  }

  /// `registration.setFilter(new AuthFilter()); registration.addUrlPatterns("/api/*")`.
  private func readRegistrations(
    _ isVisible: (FileID) -> Bool, _ registered: inout [JavaType: SpringMatcher], _ disabled: inout Set<JavaType>
  ) {
    for type in project.types where isVisible(type.ref.file) {
      guard let file = project.file(type.ref), file.source.contains(text: "FilterRegistrationBean") else { continue }
      for method in project.methods(of: type) {
        guard let answer = file.child(method.node, .type), file.text(answer).hasPrefix("FilterRegistrationBean") else {
          continue
        }
        var filter: JavaType?
        var patterns: [String] = []
        for node in method.node..<file[method.node].next where file[node].kind == .call {
          let ref = NodeRef(file: method.file, node: node)
          guard let callee = file.child(node, .callee) else { continue }
          switch project.text(file[callee].name) {
          case "setFilter", "FilterRegistrationBean":
            filter = project.arguments(of: ref).first.flatMap { project.objectType($0) } ?? filter
          case "addUrlPatterns", "setUrlPatterns":
            patterns += project.arguments(of: ref).flatMap {
              SpringTexts(project: project, module: module).texts($0) ?? []
            }
          case "setEnabled": if let filter, file.text(node).contains("false") { disabled.insert(filter) }
          default: break
          }
        }
        if let filter { registered[filter] = Self.patterns(patterns) }
      }
    }
  }

  /// `registry.addInterceptor(x).addPathPatterns("/**").excludePathPatterns("/login")`.
  private mutating func readInterceptors(_ isVisible: (FileID) -> Bool) {
    for call in project.context.program.sites(called: "addInterceptor") where isVisible(call.file) {
      guard project.context.isServed(call.file), let file = project.file(call), file.source.language == .java,
        let given = project.arguments(of: call).first, let type = project.objectType(given)
      else { continue }
      var whole = call
      while true {
        let parent = file[whole.node].parent
        let above = file[parent].parent
        guard file[parent].kind == .member, file[above].kind == .call, file.child(above, .callee) == parent else {
          break
        }
        whole = NodeRef(file: call.file, node: above)
      }
      let texts = SpringTexts(project: project, module: module)
      var included: [SpringMatcher] = []
      var excluded: [SpringMatcher] = []
      for next in project.chain(whole).calls {
        let matchers = next.arguments.flatMap { argument -> [SpringMatcher] in
          texts.texts(argument).map { $0.map { SpringMatcher.path($0, method: nil) } } ?? [.unknown]
        }
        if next.name == "addPathPatterns" { included += matchers }
        if next.name == "excludePathPatterns" { excluded += matchers }
      }
      let matcher = included.isEmpty ? SpringMatcher.any : .either(included)
      add(type, excluded.isEmpty ? matcher : .all([matcher, .not(.either(excluded))]), ["preHandle"])
    }
  }

  private mutating func add(_ type: JavaType, _ matcher: SpringMatcher, _ names: [String]) {
    let project = project
    guard let method = names.lazy.compactMap({ project.method($0, of: type) }).first else { return }
    let skips = project.method("shouldNotFilter", of: type) != nil
    uses.append(Use(type: type, matcher: matcher, method: method, isPartial: skips))
  }

  /// What they ask of a request.
  func auths(_ request: SpringRequest) -> [Auth] {
    uses.compactMap { use in
      let match = use.matcher.matches(request)
      guard match != .no else { return nil }
      var auth = JavaGuardReader(project).auth(
        of: use.method, in: use.type, method: request.methodAnnotations,
        type: request.annotations.subtracting(request.methodAnnotations))
      if auth.requirement == .required, match == .perhaps || use.isPartial { auth.requirement = .unknown }
      return auth
    }
  }

  /// What the filters ask that a chain of security adds.
  func auths(of added: [NodeRef], _ request: SpringRequest) -> [Auth] {
    added.compactMap { project.objectType($0) }.compactMap { type in
      let project = project
      guard
        let method = ["doFilterInternal", "doFilter", "filter"].lazy.compactMap({ project.method($0, of: type) }).first
      else { return nil }
      var auth = JavaGuardReader(project).auth(
        of: method, in: type, method: request.methodAnnotations,
        type: request.annotations.subtracting(request.methodAnnotations))
      if auth.requirement == .required, project.method("shouldNotFilter", of: type) != nil {
        auth.requirement = .unknown
      }
      return auth
    }
  }
}
