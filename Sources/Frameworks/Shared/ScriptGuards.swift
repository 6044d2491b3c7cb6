internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Judges middleware that goes on by calling `next`: functions of the project by what they do, for the endpoint and the
/// options at hand; libraries by name.
final class ScriptGuards {
  private let context: RecognizerContext
  let libraries: MiddlewareGuards
  private let walk: OutsiderWalk

  init(_ context: RecognizerContext) {
    self.context = context
    libraries = MiddlewareGuards(context)
    walk = OutsiderWalk(context)
    let judge = libraries
    walk.world.judge = { judge.auth(of: $0, in: nil) }
  }

  private var evaluator: Evaluator { context.evaluator }

  /// What a middleware asks of callers of an endpoint.
  func auth(of ref: NodeRef, in frame: Frame?, _ request: AnonymousRequest) -> Auth {
    let name = libraries.title(of: ref)
    if context.extraGuards.contains(name) { return Auth(.required, by: name, location: context.location(ref)) }
    let value = evaluator.value(of: ref, in: frame)
    let all = value.alternatives.map { auth(of: $0, ref, frame, name, request) }
    let first = all.first ?? Auth(.none)
    return all.allSatisfy { $0.requirement == first.requirement } ? first : Auth(.unknown, by: name)
  }

  private func auth(
    of value: Value, _ ref: NodeRef, _ frame: Frame?, _ name: String, _ request: AnonymousRequest
  ) -> Auth {
    switch value {
    case .function(let function), .bound(let function, _):
      if Self.isAboutForgery(function, name, context) { return Auth(.none) }
      walk.world.request = request
      walk.world.frame = made(ref, frame)
      let verdict = walk.verdict(of: function, .middleware)
      walk.world.frame = nil
      guard verdict.requirement != .none else { return Auth(.none) }
      if verdict.requirement != .required, isLimiter(name) { return Auth(.none) }
      let title = name == "<function>" ? "middleware" : name
      return Auth(verdict.requirement, by: title, location: verdict.location ?? context.headLocation(function))
    case .object(let library, let site?) where library.hasSuffix(".unless"):
      return exempted(site, frame, name, request)
    default: return libraries.auth(of: ref, in: frame)
    }
  }

  /// Whether a function protects against forged requests, by its name or its file's.
  static func isAboutForgery(_ function: NodeRef, _ name: String, _ context: RecognizerContext) -> Bool {
    let file = context.program.file(function.file)?.source.path.split(separator: "/").last ?? ""
    return ["csrf", "xsrf"].contains { name.lowercased().contains($0) || file.lowercased().contains($0) }
  }

  /// Limiters look at who is calling only to count.
  private func isLimiter(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["limit", "throttle", "log", "trace"].contains { name.contains($0) }
  }

  /// What is known inside of a middleware that a call made: the call's arguments, and defaults for those left out.
  private func made(_ ref: NodeRef, _ outer: Frame?) -> Frame? {
    guard let file = context.program.file(ref.file), file[ref.node].kind == .call,
      let callee = file.child(ref.node, .callee),
      case .function(let maker) = evaluator.value(of: NodeRef(file: ref.file, node: callee), in: outer),
      let other = context.program.file(maker.file)
    else { return outer }
    var bindings = evaluator.frame(for: maker, calledAt: ref, in: outer)?.bindings ?? [:]
    for parameter in evaluator.parameters(of: maker) where bindings[parameter] == nil {
      guard let standard = other.child(parameter.node, .value) else { continue }
      bindings[parameter] = evaluator.value(of: NodeRef(file: maker.file, node: standard))
    }
    return bindings.isEmpty ? outer : Frame(bindings: bindings, parent: outer)
  }

  /// `jwt({…}).unless({path: ["/login", /^\/public/]})`: exempted paths pass.
  private func exempted(_ site: NodeRef, _ frame: Frame?, _ name: String, _ request: AnonymousRequest) -> Auth {
    guard let file = context.program.file(site.file), let callee = file.child(site.node, .callee),
      let object = file.child(callee, .object)
    else { return Auth(.unknown, by: name) }
    let base = auth(of: NodeRef(file: site.file, node: object), in: frame, request)
    guard base.requirement == .required, let first = evaluator.argument(0, of: site) else { return base }
    let options = context.options(first, in: frame)
    guard Set(options.keys).isSubset(of: ["path", "method", "useOriginalUrl"]), let list = options["path"],
      options["method"] == nil, let path = request.path
    else { return Auth(.unknown, by: base.by, location: base.location) }
    var isUnseen = false
    for element in context.flattenedElements(list, in: frame) {
      switch matches(element, path, frame) {
      case true?: return Auth(.none)
      case nil: isUnseen = true
      case false?: continue
      }
    }
    return isUnseen ? Auth(.unknown, by: base.by, location: base.location) : base
  }

  /// Whether an exemption means a path; `nil` when that could not be seen.
  private func matches(_ ref: NodeRef, _ path: String, _ frame: Frame?) -> Bool? {
    if let text = evaluator.value(of: ref, in: frame).constantText {
      return PathTemplate.withoutTrailingSlash(text) == path
    }
    guard let file = context.program.file(ref.file) else { return nil }
    if file[ref.node].kind == .dictionary { return nil }
    guard file[ref.node].kind == .regex else { return nil }
    return Self.matches(pattern: file.text(ref.node), path)
  }

  /// A regular expression that is a plain text with anchors.
  static func matches(pattern: String, _ path: String) -> Bool? {
    guard pattern.hasPrefix("/"), let end = pattern.lastIndex(of: "/"), end != pattern.startIndex else { return nil }
    var text = String(pattern[pattern.index(after: pattern.startIndex)..<end]).replacing("\\/", with: "/")
      .replacing("\\.", with: "\u{1}").replacing("\\-", with: "-")
    let isStart = text.hasPrefix("^")
    if isStart { text.removeFirst() }
    var isEnd = text.hasSuffix("$")
    if isEnd { text.removeLast() }
    for rest in ["/.*", ".*", "(.*)", "/*"] where !isEnd || text.hasSuffix(rest) {
      if text.hasSuffix(rest) {
        text.removeLast(rest.count)
        isEnd = false
        break
      }
    }
    guard !text.contains(where: { "\\()[]{}|*+?.^$".contains($0) }) else { return nil }
    text = text.replacing("\u{1}", with: ".")
    switch (isStart, isEnd) {
    case (true, true): return path == text
    case (true, false): return path.hasPrefix(text)
    case (false, true): return path.hasSuffix(text)
    case (false, false): return path.contains(text)
    }
  }

  /// A middleware for the model.
  func middleware(_ ref: NodeRef, _ auth: Auth, in frame: Frame?) -> Middleware {
    libraries.middleware(ref, auth, in: frame)
  }
}
