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
    // Tokens against forged requests say nothing about who is calling.
    let lower = name.lowercased()
    if ["csrf", "xsrf"].contains(where: lower.contains) { return Auth(.none) }
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

  /// Limiters look at who is calling only to count.
  private func isLimiter(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["limit", "throttle", "log", "trace"].contains { name.contains($0) }
  }

  /// Whether a function, or one that it hands the request to, looks at who is calling.
  func usesCaller(_ function: NodeRef, depth: Int = 0) -> Bool {
    guard depth < 3, let file = context.program.file(function.file) else { return false }
    var node = function.node + 1
    while node < file[function.node].next {
      switch file[node].kind {
      case .member:
        if Self.callers.contains(context.program.text(file[node].name)), let object = file.child(node, .object),
          Self.requests.contains(context.program.text(file[object].name))
        {
          return true
        }
      case .assignment:
        // `const { state } = ctx`.
        if let value = file.child(node, .value), file[value].kind == .name,
          Self.requests.contains(context.program.text(file[value].name)), let target = file.child(node, .target),
          file[target].kind == .dictionary,
          file.children(target).contains(where: {
            file.child($0, .key).flatMap { file.stringValue($0) }.map { Self.callers.contains($0) } ?? false
          })
        {
          return true
        }
      case .call:
        let isHandedOn = file.children(node, .argument).contains {
          file[$0].kind == .name && Self.requests.contains(context.program.text(file[$0].name))
        }
        if isHandedOn, let callee = file.child(node, .callee),
          case .function(let inner) = evaluator.value(of: NodeRef(file: function.file, node: callee)),
          usesCaller(inner, depth: depth + 1)
        {
          return true
        }
      default: break
      }
      node += 1
    }
    return false
  }

  private static let callers: Set<String> = [
    "state", "user", "auth", "session", "currentUser", "account", "jwt", "isAuthenticated", "userId", "token",
  ]
  private static let requests: Set<String> = ["ctx", "context", "req", "request"]

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
