internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Who may call a resource: roles at methods and classes, filters, Quarkus' permissions by path.
struct JAXRSGuards {
  let project: JavaProject
  let module: JAXRSModule
  private var filters: [Filter] = []
  private var permissions: [Permission] = []

  private struct Filter {
    let type: JavaType
    let method: NodeRef
    /// The annotations that bind it; without any, it is for all.
    let bindings: [String]
  }

  private struct Permission {
    let paths: [String]
    let methods: [String]
    let policy: String
  }

  init(_ project: JavaProject, _ module: JAXRSModule) {
    self.project = project
    self.module = module
    readFilters()
    if module.isQuarkus { readPermissions() }
  }

  private var context: RecognizerContext { project.context }

  // MARK: Reading

  private mutating func readFilters() {
    let visible = module.module.map { Set(project.modules.visible(from: $0)) }
    let registrations = self.registrations()
    for type in project.types where project.isSubtype(type, of: JAXRSNames.requestFilter) {
      guard let file = project.file(type.ref), file[type.ref.node].kind == .classDeclaration,
        let method = project.method("filter", of: type)
      else { continue }
      if let visible, let own = JAXRSModule.index(of: type, project), !visible.contains(own) { continue }
      let bindings = project.annotations(of: type.ref).flatMap(\.names.names).filter { name in
        project.type(named: name, near: type.ref.file).map {
          project.annotation(of: $0.ref, among: JAXRSNames.nameBinding) != nil
        } ?? false
      }
      var uses = registrations[type]
      if uses == nil, project.annotation(of: type.ref, among: JAXRSNames.provider) != nil { uses = [] }
      guard let uses else { continue }
      filters.append(Filter(type: type, method: method, bindings: bindings + uses))
    }
  }

  /// The types that are registered by hand. A `DynamicFeature` does so for some resources: mostly those with an
  /// annotation, which it names; otherwise "?" stands for what cannot be seen.
  private func registrations() -> [JavaType: [String]] {
    var found: [JavaType: [String]] = [:]
    for name in ["register", "registerClasses", "registerInstances"] {
      for call in context.program.sites(called: name) where context.isServed(call.file) {
        guard let file = project.file(call), file.source.language == .java else { continue }
        var names: [String] = []
        if let owner = project.type(around: call),
          project.isSubtype(owner, of: JAXRSNames.both("container.DynamicFeature"))
        {
          names = annotationClasses(in: owner)
          if names.isEmpty { names = ["?"] }
        }
        for argument in project.arguments(of: call) {
          if let type = registered(argument) { found[type, default: []] += names }
        }
      }
    }
    return found
  }

  private func registered(_ ref: NodeRef) -> JavaType? {
    guard let file = project.file(ref) else { return nil }
    if file[ref.node].kind == .member, project.text(file[ref.node].name) == "class" {
      return file.child(ref.node, .object).flatMap { project.type(of: NodeRef(file: ref.file, node: $0)) }
    }
    return project.objectType(ref)
  }

  private func annotationClasses(in type: JavaType) -> [String] {
    guard let file = project.file(type.ref) else { return [] }
    return (type.ref.node..<file[type.ref.node].next).compactMap { node in
      guard file[node].kind == .member, project.text(file[node].name) == "class",
        let object = file.child(node, .object),
        let named = project.type(of: NodeRef(file: type.ref.file, node: object)), let other = project.file(named.ref),
        other[named.ref.node].kind == .interface, other.text(named.ref.node).contains("@interface")
      else { return nil }
      return named.name
    }
  }

  /// `quarkus.http.auth.permission.api.paths=/api/*` with its policy.
  private mutating func readPermissions() {
    let prefix = "quarkus.http.auth.permission"
    var names: [String] = []
    for key in project.settings.keys(below: prefix, in: module.module) {
      let name = key.dropFirst(prefix.utf8.count + 1).prefix { $0 != "." }
      if !names.contains(String(name)) { names.append(String(name)) }
    }
    for name in names {
      func values(_ key: String) -> [String] {
        project.settings.values("\(prefix).\(name).\(key)", in: module.module).flatMap { $0.split(separator: ",") }
          .map { $0.filter { !$0.isWhitespace } }
      }
      guard let policy = values("policy").first, values("enabled").first != "false" else { continue }
      permissions.append(Permission(paths: values("paths"), methods: values("methods"), policy: policy))
    }
  }

  // MARK: Asking

  func auth(
    _ verb: String, _ path: String, _ handler: NodeRef, _ declared: NodeRef, _ stack: [JavaType]
  ) -> Auth {
    var auth = annotated(handler, declared, stack) ?? unannotated()
    if auth.requirement == .required { return auth }
    let permitted = permission(verb, path)
    auth = auth.stronger(permitted)
    let names = [handler, declared].reduce(into: Set<String>()) { $0.formUnion(project.annotationNames(of: $1)) }
    let all = stack.flatMap { project.lineage(of: $0) }.reduce(into: names) {
      $0.formUnion(project.annotationNames(of: $1.ref))
    }
    for filter in filters {
      let isSeen = !filter.bindings.contains("?")
      guard filter.bindings.isEmpty || !isSeen || filter.bindings.contains(where: all.contains) else { continue }
      var asked = JavaGuardReader(project).auth(
        of: filter.method, in: filter.type, method: names, type: all.subtracting(names))
      if !isSeen, asked.requirement == .required { asked.requirement = .unknown }
      auth = auth.stronger(asked)
    }
    return auth
  }

  /// Annotations of the method, or else of its class.
  private func annotated(_ handler: NodeRef, _ declared: NodeRef, _ stack: [JavaType]) -> Auth? {
    if module.hasAuthFeature, let taken = takesUser(handler) { return taken }
    for place in [handler, declared] { if let auth = asked(place) { return auth } }
    guard let type = stack.last else { return nil }
    for type in project.lineage(of: type) { if let auth = asked(type.ref) { return auth } }
    return nil
  }

  /// What Quarkus' settings ask where no annotation does.
  private func unannotated() -> Auth {
    guard module.isQuarkus else { return Auth(.none) }
    for key in ["quarkus.security.jaxrs.deny-unannotated-endpoints", "quarkus.security.jaxrs.default-roles-allowed"] {
      if let value = project.settings.value(key, in: module.module), !value.isEmpty, value != "false" {
        return Auth(.required, by: key)
      }
    }
    return Auth(.none)
  }

  /// Dropwizard's `@Auth User user`; of an `Optional`, the filter lets everybody through.
  private func takesUser(_ handler: NodeRef) -> Auth? {
    guard let file = project.file(handler) else { return nil }
    for parameter in file.children(handler.node, .parameter) {
      let ref = NodeRef(file: handler.file, node: parameter)
      guard let mark = project.annotation(of: ref, among: ["io.dropwizard.auth.Auth"]) else { continue }
      let isOptional = file.child(parameter, .type).map { file.text($0).hasPrefix("Optional") } ?? false
      return Auth(isOptional ? .optional : .required, by: "@Auth", location: context.location(mark.ref))
    }
    return nil
  }

  private func asked(_ declaration: NodeRef) -> Auth? {
    let enforced: Auth.Requirement =
      module.isQuarkus || module.hasRolesFeature || module.hasAuthFeature ? .required : .unknown
    if let mark = project.annotation(of: declaration, among: JAXRSNames.security("DenyAll")) {
      return Auth(enforced, by: "@DenyAll", location: context.location(mark.ref))
    }
    if let mark = project.annotation(of: declaration, among: JAXRSNames.security("PermitAll")) {
      // Dropwizard asks for a user wherever one of these stands.
      if module.hasAuthFeature { return Auth(.required, by: "@PermitAll", location: context.location(mark.ref)) }
      var auth = Auth(.none, by: "@PermitAll", location: context.location(mark.ref))
      auth.isExplicitlyPublic = true
      return auth
    }
    if let mark = project.annotation(of: declaration, among: JAXRSNames.security("RolesAllowed")) {
      let roles = project.element("value", of: mark).map { project.texts($0) } ?? []
      return Auth(enforced, by: "@RolesAllowed", location: context.location(mark.ref), roles: roles)
    }
    if let mark = project.annotation(of: declaration, among: JAXRSNames.authenticated.union(JAXRSNames.permissions)) {
      return Auth(.required, by: "@Authenticated", location: context.location(mark.ref))
    }
    return nil
  }

  private func permission(_ verb: String, _ path: String) -> Auth {
    var best: (length: Int, policy: String)?
    for permission in permissions where permission.methods.isEmpty || permission.methods.contains(verb) {
      for pattern in permission.paths {
        let isPrefix = pattern.hasSuffix("*")
        var stem = isPrefix ? String(pattern.dropLast()) : pattern
        if !stem.hasPrefix("/") { stem = PathTemplate.below(module.root, "/" + stem) }
        let fits =
          isPrefix ? path.hasPrefix(stem) || path + "/" == stem : path == stem
        if fits, best.map({ $0.length < stem.utf8.count }) ?? true { best = (stem.utf8.count, permission.policy) }
      }
    }
    guard let best else { return Auth(.none) }
    switch best.policy {
    case "permit": return Auth(.none, by: "quarkus.http.auth.permission")
    default: return Auth(.required, by: "quarkus.http.auth.permission: \(best.policy)")
    }
  }
}
