internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// `@PreAuthorize`, `@Secured`, `@RolesAllowed`: they mean something only where they are switched on.
struct SpringMethodSecurity {
  let project: JavaProject
  private var prePost: Bool? = false
  private var secured: Bool? = false
  private var jsr250: Bool? = false

  private static let enabling = "org.springframework.security.config.annotation.method.configuration."
  private static let global: Set<String> = [enabling + "EnableGlobalMethodSecurity"]
  private static let current: Set<String> = [
    enabling + "EnableMethodSecurity", enabling + "EnableReactiveMethodSecurity",
  ]
  private static let preAuthorize: Set<String> = ["org.springframework.security.access.prepost.PreAuthorize"]
  private static let securedNames: Set<String> = ["org.springframework.security.access.annotation.Secured"]
  private static let packages = ["jakarta.annotation.security.", "javax.annotation.security."]
  private static func jsr(_ name: String) -> Set<String> { Set(packages.map { $0 + name }) }

  init(_ project: JavaProject, module: Int?) {
    self.project = project
    let visible = module.map { Set(project.modules.visible(from: $0)) }
    let conditions = SpringConditions(project: project, module: module)
    for type in project.types {
      if let visible, let own = project.module(of: type.ref.file), !visible.contains(own) { continue }
      for (known, fallback) in [(Self.global, false), (Self.current, true)] {
        guard let mark = project.annotation(of: type.ref, among: known) else { continue }
        let isThere = conditions.holds(type.ref)
        if isThere == false { continue }
        enable(&prePost, flag("prePostEnabled", mark) ?? fallback, isThere)
        enable(&secured, flag("securedEnabled", mark) ?? false, isThere)
        enable(&jsr250, flag("jsr250Enabled", mark) ?? false, isThere)
      }
    }
  }

  private func flag(_ name: String, _ mark: JavaAnnotation) -> Bool? {
    guard let given = project.element(name, of: mark), let file = project.file(given) else { return nil }
    return file[given.node].kind == .boolean ? file[given.node].flags.contains(.truth) : nil
  }

  private func enable(_ value: inout Bool?, _ isOn: Bool, _ isThere: Bool?) {
    guard isOn, value != true else { return }
    value = isThere == true ? true : nil
  }

  /// What a method asks, or else its class; `nil` when nothing does.
  func auth(of method: NodeRef, in controller: JavaType?) -> Auth? {
    asked(method) ?? controller.flatMap { type in project.lineage(of: type).lazy.compactMap { asked($0.ref) }.first }
  }

  private func asked(_ declaration: NodeRef) -> Auth? {
    if prePost != false, let mark = project.annotation(of: declaration, among: Self.preAuthorize) {
      let text = project.element("value", of: mark).flatMap { project.text(of: $0) } ?? ""
      return auth(SpringExpression.access(text), text, mark, isOn: prePost)
    }
    if secured != false, let mark = project.annotation(of: declaration, among: Self.securedNames) {
      let roles = project.element("value", of: mark).map { project.texts($0) } ?? []
      let isOpen = roles.contains("IS_AUTHENTICATED_ANONYMOUSLY")
      return auth(isOpen ? .permit : .required(roles), "@Secured", mark, isOn: secured)
    }
    guard jsr250 != false else { return nil }
    if let mark = project.annotation(of: declaration, among: Self.jsr("RolesAllowed")) {
      return auth(
        .required(project.element("value", of: mark).map { project.texts($0) } ?? []), "@RolesAllowed", mark,
        isOn: jsr250)
    }
    if let mark = project.annotation(of: declaration, among: Self.jsr("PermitAll")) {
      return auth(.permit, "@PermitAll", mark, isOn: jsr250)
    }
    if let mark = project.annotation(of: declaration, among: Self.jsr("DenyAll")) {
      return auth(.denied, "@DenyAll", mark, isOn: jsr250)
    }
    return nil
  }

  private func auth(_ access: SpringAccess, _ by: String, _ mark: JavaAnnotation, isOn: Bool?) -> Auth {
    let place = project.context.location(mark.ref)
    switch access {
    case .permit:
      var auth = Auth(.none, by: by, location: place)
      auth.isExplicitlyPublic = true
      return auth
    case .required(let roles): return Auth(isOn == true ? .required : .unknown, by: by, location: place, roles: roles)
    case .denied: return Auth(isOn == true ? .required : .unknown, by: by, location: place)
    // `@PreAuthorize("@permissions.check('orders')")`: a permission of the project's own.
    case .unknown: return Auth(.unknown, by: by, location: place, roles: by.isEmpty ? [] : [by])
    }
  }
}
