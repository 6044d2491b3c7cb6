internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Regular expressions that guards match paths with: `OPEN.match(request.path)`.
extension AnonymousWalk {
  private static let methods: Set<String> = ["match", "fullmatch", "search"]

  /// Whether the request's path matches; `nil` when the call does not ask that.
  func patternTest(
    _ name: String, _ object: NodeID, _ given: NodeID?, _ scope: AnonymousScope
  ) -> AnonymousTruth? {
    guard Self.methods.contains(name), let given, let path = knownMember(given, scope), path.hasPrefix("/") else {
      return nil
    }
    let sources = patterns(object, scope)
    guard !sources.isEmpty else { return .unknown }
    let answers = sources.map {
      memory.pattern($0)?.matches(path, isWhole: name == "fullmatch", isAnywhere: name == "search")
    }
    guard let first = answers.first, let answer = first, answers.allSatisfy({ $0 == answer }) else { return .unknown }
    return .known(answer)
  }

  /// The texts of the patterns that an expression may be.
  private func patterns(_ node: NodeID, _ scope: AnonymousScope) -> [String] {
    let file = scope.file
    let whole = evaluator.value(of: scope.ref(node))
    let direct = whole.alternatives.compactMap { compiled($0) }
    if !direct.isEmpty { return direct }
    // A field of one of several objects: `patterns.open`, which their constructors were given by name.
    guard file[node].kind == .member, let owner = file.child(node, .object) else { return [] }
    let fields = evaluator.value(of: scope.ref(owner)).alternatives.map { value -> String? in
      guard let site = value.site, let given = evaluator.argument(named: word(node, file), of: site) else { return nil }
      return compiled(evaluator.value(of: given))
    }
    let known = fields.compactMap(\.self)
    return known.count == fields.count ? known : []
  }

  private func compiled(_ value: Value) -> String? {
    guard case .object("re.compile", let site?) = value else { return nil }
    return evaluator.argument(0, of: site).flatMap { evaluator.value(of: $0).constantText }
  }
}

/// A regular expression of the reviewed code, when it is short and cannot run wild: the engine backtracks.
struct PathPattern {
  private let regex: Regex<AnyRegexOutput>

  private static let maxLength = 4_000
  private static let maxRepeats = 2

  /// `nil` when it is not understood, or might take long.
  init?(_ source: String) {
    guard source.utf8.count <= Self.maxLength, Self.isTame(source), let regex = try? Regex(source) else { return nil }
    self.regex = regex
  }

  /// No repeated groups, and at most two open repetitions in one alternative.
  private static func isTame(_ source: String) -> Bool {
    var repeats = 0
    var last: UInt8 = 0
    for byte in source.utf8 {
      switch byte {
      case UInt8(ascii: "|"): repeats = 0
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "{"):
        if last == UInt8(ascii: "\\") { break }
        if last == UInt8(ascii: ")") { return false }
        repeats += 1
        if repeats > maxRepeats { return false }
      default: break
      }
      last = byte
    }
    return true
  }

  func matches(_ path: String, isWhole: Bool, isAnywhere: Bool) -> Bool? {
    guard path.utf8.count <= 200 else { return nil }
    // A parameter stands for a word.
    let path = path.replacing("{", with: "").replacing("}", with: "")
    if isWhole { return (try? regex.wholeMatch(in: path)) != nil }
    return isAnywhere ? (try? regex.firstMatch(in: path)) != nil : (try? regex.prefixMatch(in: path)) != nil
  }
}
