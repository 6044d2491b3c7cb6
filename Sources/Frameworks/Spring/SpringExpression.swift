/// What an expression of Spring Security asks: `hasRole('ADMIN') and #id == authentication.name`.
enum SpringExpression {
  static func access(_ text: String) -> SpringAccess {
    let plain = text.filter { !$0.isWhitespace }
    switch plain {
    case "permitAll", "permitAll()", "true", "isAnonymous()", "anonymous": return .permit
    case "denyAll", "denyAll()", "false": return .denied
    default: break
    }
    // Of what is joined by `or`, the weakest counts; of what is joined by `and`, the strongest.
    let alternatives = parts(text, [" or ", "||", " OR "])
    if alternatives.count > 1 { return weakest(alternatives.map { access($0) }) }
    let conditions = parts(text, [" and ", "&&", " AND "])
    if conditions.count > 1 { return strongest(conditions.map { access($0) }) }
    if plain.hasPrefix("("), plain.hasSuffix(")"), plain.utf8.count > 2, isOneGroup(plain) {
      return access(String(text.drop { $0 != "(" }.dropFirst().prefix { _ in true }.dropLast()))
    }
    if names.contains(where: plain.hasPrefix) { return .required(quoted(plain)) }
    return .unknown
  }

  private static let names = [
    "hasRole(", "hasAnyRole(", "hasAuthority(", "hasAnyAuthority(", "isAuthenticated(", "isFullyAuthenticated(",
    "isRememberMe(", "authenticated", "fullyAuthenticated",
  ]

  private static func isOneGroup(_ text: String) -> Bool {
    var depth = 0
    for (position, character) in text.enumerated() {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0 { return position == text.count - 1 }
    }
    return false
  }

  /// The parts between separators outside of parentheses.
  private static func parts(_ text: String, _ separators: [String]) -> [String] {
    var found: [String] = []
    var depth = 0
    var start = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == "(" { depth += 1 }
      if text[index] == ")" { depth -= 1 }
      if depth == 0, let separator = separators.first(where: { text[index...].hasPrefix($0) }) {
        found.append(String(text[start..<index]))
        index = text.index(index, offsetBy: separator.count)
        start = index
        continue
      }
      index = text.index(after: index)
    }
    found.append(String(text[start...]))
    return found.count > 64 ? [text] : found
  }

  private static func quoted(_ text: String) -> [String] {
    text.split(separator: "'", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
  }

  private static func weakest(_ all: [SpringAccess]) -> SpringAccess {
    var roles: [String] = []
    var result: SpringAccess = .denied
    for access in all {
      switch access {
      case .permit: return .permit
      case .unknown: result = .unknown
      case .required(let own):
        roles += own
        if case .denied = result { result = .required([]) }
      case .denied: break
      }
    }
    if case .required = result { return .required(roles) }
    return result
  }

  private static func strongest(_ all: [SpringAccess]) -> SpringAccess {
    var roles: [String] = []
    var isRequired = false
    var isUnknown = false
    for access in all {
      switch access {
      case .denied: return .denied
      case .required(let own):
        roles += own
        isRequired = true
      case .unknown: isUnknown = true
      case .permit: break
      }
    }
    return isRequired ? .required(roles) : isUnknown ? .unknown : .permit
  }
}
