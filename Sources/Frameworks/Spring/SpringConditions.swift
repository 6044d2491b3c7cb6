internal import Resolution
internal import Source
internal import Syntax

/// Whether an application has a bean or a configuration class, as its conditions say.
struct SpringConditions {
  let project: JavaProject
  let module: Int?

  /// `nil` when that is not known.
  func holds(_ declaration: NodeRef) -> Bool? {
    holds(declaration, depth: 0)
  }

  private func holds(_ declaration: NodeRef, depth: Int) -> Bool? {
    var result: Bool? = true
    for annotation in project.annotations(of: declaration) {
      let one: Bool?
      if annotation.isOne(of: SpringNames.profile) {
        one = profile(annotation)
      } else if annotation.isOne(of: SpringNames.onProperty) {
        one = property(annotation)
      } else if annotation.isOne(of: SpringNames.onExpression) {
        one = expression(annotation)
      } else if annotation.isOne(of: SpringNames.otherConditions) {
        one = nil
      } else if let own = annotation.names.names.lazy.compactMap({ project.type(named: $0, near: annotation.ref.file) })
        .first, depth < 3
      {
        // One of the project's, which may be composed of conditions.
        one = holds(own.ref, depth: depth + 1)
      } else if annotation.names.names.contains(where: { $0.contains(".Conditional") }) {
        one = nil
      } else {
        continue
      }
      if one == false { return false }
      if one == nil { result = nil }
    }
    return result
  }

  private func expression(_ annotation: JavaAnnotation) -> Bool? {
    guard let text = project.element("value", of: annotation).flatMap({ project.text(of: $0) }),
      project.settings.hasSettings(module)
    else { return nil }
    let plain = text.hasPrefix("#{") && text.hasSuffix("}") ? String(text.dropFirst(2).dropLast()) : text
    return SpringConditionExpression.value(project.settings.resolved(plain, in: module))
  }

  /// `@Profile("!dev")`: of the profiles that the settings name.
  private func profile(_ annotation: JavaAnnotation) -> Bool? {
    guard let given = project.element("value", of: annotation) else { return nil }
    let active = project.settings.values("spring.profiles.active", in: module).flatMap { $0.split(separator: ",") }
      .map { $0.filter { !$0.isWhitespace } }
    let names = project.texts(given)
    guard names.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || "!-_.".contains($0) } }) else { return nil }
    // Which profiles run in production is seldom in the repository.
    guard !active.isEmpty, !active.contains(where: { $0.contains(Value.hole) || $0.contains("@") }) else { return nil }
    return names.contains { $0.hasPrefix("!") ? !active.contains(String($0.dropFirst())) : active.contains($0) }
  }

  private func property(_ annotation: JavaAnnotation) -> Bool? {
    let prefix = project.element("prefix", of: annotation).flatMap { project.text(of: $0) } ?? ""
    let names = (project.element("name", of: annotation) ?? project.element("value", of: annotation)).map {
      project.texts($0)
    }
    let wanted = project.element("havingValue", of: annotation).flatMap { project.text(of: $0) } ?? ""
    let fallback = project.element("matchIfMissing", of: annotation).map { isTrue($0) } ?? false
    guard let names, !names.isEmpty, project.settings.hasSettings(module) else { return nil }
    for name in names {
      let key = prefix.isEmpty ? name : prefix.hasSuffix(".") ? prefix + name : prefix + "." + name
      guard let value = project.settings.value(key, in: module) else {
        if !fallback { return false }
        continue
      }
      if value.contains(Value.hole) { return nil }
      let fits = wanted.isEmpty ? value.lowercased() != "false" : value.lowercased() == wanted.lowercased()
      if !fits { return false }
    }
    return true
  }

  private func isTrue(_ ref: NodeRef) -> Bool {
    project.file(ref).map { $0[ref.node].kind == .boolean && $0[ref.node].flags.contains(.truth) } ?? false
  }
}
