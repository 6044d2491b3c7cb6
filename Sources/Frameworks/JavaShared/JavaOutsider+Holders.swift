internal import Resolution
internal import Source
internal import Syntax

/// What calls on an `Optional` and on the anonymous user give.
extension JavaOutsider {
  /// Whether the anonymous user, or its name, is of a type.
  static func isOfAnonymous(_ type: String) -> Bool {
    let name = type.split(separator: ".").last.map(String.init) ?? type
    return ["AnonymousAuthenticationToken", "Authentication", "AbstractAuthenticationToken", "String", "Object"]
      .contains(name) || name == "Principal" || name == "CharSequence"
  }

  private static let ofOptional: Set<String> = [
    "orElseThrow", "orElse", "orElseGet", "get", "isPresent", "map", "flatMap", "filter", "ifPresent",
  ]
  private static let ofUser: Set<String> = ["getPrincipal", "getName", "isAuthenticated", "toString"]

  /// `nil` where nothing of the kind is called.
  func holder(
    _ name: String, _ object: NodeRef?, _ arguments: [NodeRef], _ file: SyntaxFile, _ state: JavaState
  ) -> [JavaResult]? {
    guard let object else { return nil }
    if name == "empty" || name == "ofNullable", file.text(object.node) == "Optional" {
      guard let given = arguments.first else { return [JavaResult(state, .null)] }
      return evaluate(given, state).map { JavaResult($0.state, $0.fact, throwing: $0.throwing) }
    }
    if name == "equals" || name == "equalsIgnoreCase", isAnonymousUser {
      return file.text(object.node).contains("anonymousUser")
        ? arguments.first.map { isAnonymous($0, state) }
        : arguments.first.flatMap { file.text($0.node).contains("anonymousUser") ? isAnonymous(object, state) : nil }
    }
    guard Self.ofOptional.contains(name) || isAnonymousUser && Self.ofUser.contains(name),
      project.objectType(object) == nil
    else { return nil }
    return evaluate(object, state).flatMap { result -> [JavaResult] in
      if result.throwing { return [result] }
      switch result.fact {
      case .null: return empty(name, arguments, result.state)
      case .anonymous: return [JavaResult(result.state, name == "isAuthenticated" ? .yes : .anonymous)]
      default: return [JavaResult(result.state, .unknown)]
      }
    }
  }

  private func isAnonymous(_ ref: NodeRef, _ state: JavaState) -> [JavaResult] {
    evaluate(ref, state).map { JavaResult($0.state, $0.fact == .anonymous ? .yes : .unknown, throwing: $0.throwing) }
  }

  private func empty(_ name: String, _ arguments: [NodeRef], _ state: JavaState) -> [JavaResult] {
    switch name {
    case "isPresent": return [JavaResult(state, .no)]
    case "map", "flatMap", "filter": return [JavaResult(state, .null)]
    case "orElse": return arguments.first.map { evaluate($0, state) } ?? [JavaResult(state, .unknown)]
    case "orElseGet", "ifPresent", "toString": return [JavaResult(state, .unknown)]
    default: return [JavaResult(state, .unknown, throwing: true)]
    }
  }
}
