internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Judges Go middleware: functions of the project by what they do to a request without credentials, libraries by name.
///
/// The middleware before a handler is gone through in order, so that what one leaves with the request is what the next
/// finds there.
final class GoGuards {
  let context: RecognizerContext
  let handlers: GoHandlers
  private let names: MiddlewareGuards
  private let libraries: GoLibraryGuards
  private var memo: [Question: Passage] = [:]
  private var own: [OwnQuestion: Auth] = [:]

  struct Link: Hashable {
    let ref: NodeRef
    let frame: ObjectIdentifier?
  }

  /// Some middleware in order, for a request where that matters.
  private struct Question: Hashable {
    let links: [Link]
    let request: GoRequest
  }

  private struct OwnQuestion: Hashable {
    let function: NodeRef
    let values: [[GoKey: GoResult]]
    let request: GoRequest
  }

  /// What comes of some middleware.
  struct Passage {
    /// What the last one asks.
    var auth = Auth(.none)
    /// What is left with the requests that come through.
    var values: [[GoKey: GoResult]] = [[:]]
    /// What of the request decided something on the way.
    var parts: Set<GoRequest.Part> = []
  }

  init(_ context: RecognizerContext) {
    self.context = context
    handlers = GoHandlers(context)
    names = MiddlewareGuards(context)
    libraries = GoLibraryGuards(context, handlers)
  }

  private var evaluator: Evaluator { context.evaluator }

  // MARK: Chains

  /// What each middleware of a row asks of callers, and what is left with requests behind it.
  func passages(_ row: [GoMiddleware], _ request: GoRequest) -> [Passage] {
    var passages: [Passage] = []
    var links: [Link] = []
    for item in row {
      links.append(Link(ref: item.ref, frame: item.frame.map { ObjectIdentifier($0) }))
      passages.append(passage(item, links, after: passages.last ?? Passage(), request))
    }
    return passages
  }

  private func passage(_ item: GoMiddleware, _ links: [Link], after last: Passage, _ request: GoRequest) -> Passage {
    for parts in Self.lookups where last.parts.isSubset(of: parts) {
      if let known = memo[Question(links: links, request: request.only(parts))] { return known }
    }
    let budget = GoBudget(request)
    var found = judge(item, last, budget)
    found.parts = last.parts.union(budget.parts)
    memo[Question(links: links, request: request.only(found.parts))] = found
    return found
  }

  /// What of a request may have decided, the least first.
  private static let lookups: [Set<GoRequest.Part>] = [[], [.method], [.path], [.method, .path]]

  private func judge(_ middleware: GoMiddleware, _ last: Passage, _ budget: GoBudget) -> Passage {
    var passage = Passage(values: last.values)
    let name = names.title(of: middleware.ref)
    if context.extraGuards.contains(name) {
      passage.auth = Auth(.required, by: name, location: context.location(middleware.ref))
      return passage
    }
    if let made = handlers.answering(middleware) { return auth(of: made.function, made.frame, name, last, budget) }
    guard let library = libraryName(middleware) else {
      passage.auth = doubt(name)
      return passage
    }
    if let filter = filtered(library, middleware, name, last, budget) {
      passage.auth = filter
      return passage
    }
    passage.auth =
      libraries.auth(library, middleware.ref, middleware.frame, name, budget)
      ?? (MiddlewareGuards.soundsLikeGuard(library) ? Auth(.unknown, by: name) : Auth(.none))
    return passage
  }

  /// `auth.Filter(func(w, r) error {…})`: a library's guard that asks a function of the project, which answers with an
  /// error for those who may not.
  private func filtered(
    _ library: String, _ middleware: GoMiddleware, _ name: String, _ last: Passage, _ budget: GoBudget
  ) -> Auth? {
    let call = libraries.making(middleware.ref, middleware.frame) ?? middleware.ref
    guard library.lowercased().contains("filter") || MiddlewareGuards.soundsLikeGuard(library),
      let given = evaluator.argument(0, of: call), let file = context.program.file(given.file),
      file[given.node].kind == .function, handlers.takesRequest(given), let type = file.child(given.node, .type),
      context.program.text(file[type].name) == "error"
    else { return nil }
    var outcomes: [GoOutcome] = []
    for values in last.values {
      var state = GoState()
      state.values = values
      outcomes += GoWalk.run(given, state, context, handlers, middleware.frame, budget, depth: 0)
    }
    let refuses =
      !outcomes.isEmpty && !budget.isOver
      && outcomes.allSatisfy { !$0.isSuccess && $0.state.isDecidedByIdentity && !$0.state.isUnseen }
    return Auth(refuses ? .required : .unknown, by: name, location: context.location(given))
  }

  private func doubt(_ name: String) -> Auth {
    MiddlewareGuards.soundsLikeGuard(name) ? Auth(.unknown, by: name) : Auth(.none)
  }

  /// The function or value of a library that a middleware is, or the one that made it.
  private func libraryName(_ middleware: GoMiddleware) -> String? {
    if let file = context.program.file(middleware.ref.file), file[middleware.ref.node].kind == .call,
      let callee = file.child(middleware.ref.node, .callee),
      let made = evaluator.value(of: NodeRef(file: middleware.ref.file, node: callee), in: middleware.frame)
        .externalName
    {
      return made
    }
    return evaluator.value(of: middleware.ref, in: middleware.frame).externalName
  }

  // MARK: Functions of the project

  private func auth(
    of function: NodeRef, _ frame: Frame?, _ name: String, _ last: Passage, _ budget: GoBudget
  ) -> Passage {
    guard !ScriptGuards.isAboutForgery(function, name, context) else { return Passage(values: last.values) }
    var outcomes: [GoOutcome] = []
    for values in last.values {
      var state = GoState()
      state.values = values
      outcomes += GoWalk.run(function, state, context, handlers, frame, budget, depth: 0)
    }
    let isChain = parameterType(function) == GoHandlers.ginContext
    let passing = outcomes.filter { isChain ? !$0.state.isAborted : $0.state.passes }
    var passage = Passage(values: last.values)
    passage.auth = verdict(outcomes, passing, function, name, isChain: isChain, isOver: budget.isOver)
    if !passing.isEmpty { passage.values = Self.merged(passing.map(\.state.values)) }
    return passage
  }

  private func verdict(
    _ outcomes: [GoOutcome], _ passing: [GoOutcome], _ function: NodeRef, _ name: String, isChain: Bool, isOver: Bool
  ) -> Auth {
    let readsCredentials = outcomes.contains { $0.state.readsCredentials }
    let title = name.isEmpty || name == "<function>" ? "middleware" : name
    let isUnseen = isOver || outcomes.contains { $0.state.isUnseen }
    let open = Auth(readsCredentials ? .optional : .none, by: readsCredentials ? title : "")
    let refused = outcomes.first { $0.state.refusal != nil && ($0.state.isAborted || !$0.state.passes) }
    guard let refused else {
      // It ends all requests without credentials, in words of its own.
      let stopped = outcomes.filter { isChain ? $0.state.isAborted : !$0.state.passes }
      if passing.isEmpty, !isUnseen, !stopped.isEmpty, stopped.allSatisfy(\.state.isDecidedByIdentity) {
        return Auth(.required, by: title, location: context.headLocation(function))
      }
      if passing.contains(where: { !$0.state.isUncertain && !$0.state.isUnseen }) { return open }
      // It ends some requests, by whom they come from, in a way that is not understood.
      let isAboutCallers = stopped.contains {
        $0.state.mentionsIdentity && !$0.state.isFailed || $0.state.isDecidedByIdentity
      }
      if !isChain || MiddlewareGuards.soundsLikeGuard(name), isAboutCallers { return Auth(.unknown, by: title) }
      return isUnseen ? doubt(name) : open
    }
    let location = refused.state.refusal.map { context.location($0) } ?? context.headLocation(function)
    if passing.isEmpty, !isUnseen { return Auth(.required, by: title, location: location) }
    if passing.contains(where: { !$0.state.isUncertain && !$0.state.isUnseen }) { return open }
    guard readsCredentials || isUnseen || MiddlewareGuards.soundsLikeGuard(name) else { return Auth(.none) }
    return Auth(.unknown, by: title, location: location)
  }

  private static let maxWays = 4

  /// Distinct ways; where there are too many, what they agree on.
  private static func merged(_ all: [[GoKey: GoResult]]) -> [[GoKey: GoResult]] {
    var distinct: [[GoKey: GoResult]] = []
    for values in all where !distinct.contains(values) { distinct.append(values) }
    guard distinct.count > maxWays else { return distinct }
    var common = distinct[0]
    for values in distinct.dropFirst() {
      for key in Set(common.keys).union(values.keys) where common[key] != values[key] { common[key] = .unknown }
    }
    return [common]
  }

  private func parameterType(_ function: NodeRef) -> String? {
    for parameter in handlers.parameters(of: function) {
      guard let name = evaluator.value(of: parameter).externalName else { continue }
      if GoHandlers.requestTypes.contains(name) { return name }
    }
    return nil
  }

  // MARK: Handlers

  /// A handler's own check stands at its beginning.
  private static let maxOwnFuel = 900

  /// A handler that refuses callers by itself, with what is left with requests that come to it.
  func ownCheck(of function: NodeRef, _ frame: Frame?, _ last: Passage?, _ request: GoRequest) -> Auth {
    let values = last?.values ?? [[:]]
    for parts in Self.lookups {
      if let known = own[OwnQuestion(function: function, values: values, request: request.only(parts))] { return known }
    }
    let budget = GoBudget(request)
    budget.fuel = Self.maxOwnFuel
    var outcomes: [GoOutcome] = []
    for known in values {
      var state = GoState()
      state.values = known
      outcomes += GoWalk.run(function, state, context, handlers, frame, budget, depth: 0)
    }
    let auth = ownVerdict(outcomes, function, isOver: budget.isOver)
    own[OwnQuestion(function: function, values: values, request: request.only(budget.parts))] = auth
    return auth
  }

  private func ownVerdict(_ outcomes: [GoOutcome], _ function: NodeRef, isOver: Bool) -> Auth {
    let by = "check in the handler"
    let ended = outcomes.filter { !$0.isSuccess }
    if !ended.isEmpty, ended.count == outcomes.count, !isOver,
      outcomes.allSatisfy({ $0.state.isDecidedByIdentity && !$0.state.isUnseen })
    {
      return Auth(.required, by: by, location: context.headLocation(function))
    }
    // Whatever decides on it, 401 and 403 are about who is calling.
    let refused = outcomes.map(\.state).filter { $0.refusal != nil }
    guard let first = refused.first, let place = first.refusal else {
      return asksGuard(function, isSeen: !isOver && !outcomes.contains(where: \.state.isUnseen))
        ? Auth(.unknown, by: by) : Auth(.none)
    }
    let location = context.location(place)
    let answered = outcomes.filter(\.isSuccess)
    if answered.isEmpty, !isOver, refused.allSatisfy(\.isDecidedByIdentity),
      !outcomes.contains(where: \.state.isUnseen)
    {
      return Auth(.required, by: by, location: location)
    }
    if !isOver, answered.contains(where: { !$0.state.isUncertain && !$0.state.isUnseen }) {
      let reads = outcomes.contains { $0.state.readsCredentials }
      return Auth(reads ? .optional : .none, by: reads ? by : "")
    }
    return Auth(.unknown, by: by, location: location)
  }

  /// Whether a handler gives the request to something that sounds like a guard.
  private func asksGuard(_ function: NodeRef, isSeen: Bool) -> Bool {
    guard let file = context.program.file(function.file), let body = file.child(function.node, .body) else {
      return false
    }
    return (body..<file[body].next).contains { node in
      guard file[node].kind == .call, let callee = file.child(node, .callee),
        MiddlewareGuards.soundsLikeGuard(context.program.text(file[callee].name))
      else { return false }
      // One that could be gone through, and refused nobody, is none.
      if isSeen, case .function = evaluator.value(of: NodeRef(file: function.file, node: callee)) { return false }
      return file.children(node, .argument).contains { argument in
        let value = evaluator.value(of: NodeRef(file: function.file, node: argument))
        return value.externalName.map { GoHandlers.requestTypes.contains($0) } ?? false
      }
    }
  }

  /// A middleware for the model.
  func described(_ middleware: GoMiddleware, _ auth: Auth) -> Middleware {
    names.middleware(middleware.ref, auth, in: middleware.frame)
  }
}
