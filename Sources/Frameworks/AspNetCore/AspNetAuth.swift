internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Who may call an endpoint: attributes, conventions of groups, policies, filters, fallback.
final class AspNetAuth {
  private let context: RecognizerContext
  private let attributes: AspNetAttributes
  private let refusals: AspNetRefusals
  private let policies: AspNetPolicies
  private let walk: AspNetWalk
  private let settings: AspNetSettings

  init(_ context: RecognizerContext, _ walk: AspNetWalk, _ projects: AspNetProjects, _ files: [FileID]) {
    self.context = context
    self.walk = walk
    attributes = AspNetAttributes(context: context)
    refusals = AspNetRefusals(context: context)
    policies = AspNetPolicies(context, files)
    settings = AspNetSettings(context, policies, projects, files)
  }

  typealias Judged = (auth: Auth, middleware: [Middleware])

  /// All that says something about callers of one endpoint.
  struct Facts {
    var demands: [AspNetDemand] = []
    var isAnonymous = false
    var filters: [NodeRef] = []
    var rateLimit: NodeRef?
    /// Of attributes of the project's own that are filters: `[Permission(Permissions.Product.Create)]`.
    var permissions: [String] = []
  }

  // MARK: Controllers

  func auth(of controller: AspNetController, _ action: AspNetAction, _ serving: [AspNetApplication]) -> Judged {
    var facts = Facts()
    for attribute in action.attributes + controller.attributes { add(attribute, &facts) }
    return judged(facts, serving, \.controllers)
  }

  /// What the programs that serve something ask of it, each below the nodes that it is mapped at. Where there are several,
  /// what only one of them asks is not sure.
  func judged(
    _ facts: Facts, _ serving: [AspNetApplication], _ nodes: (AspNetApplication) -> [Int]
  ) -> Judged {
    var all: [Judged] = []
    for application in serving {
      var own = facts
      for node in nodes(application) { add(node: node, &own) }
      for filter in settings.filters(application) {
        switch filter {
        case .authorize(let demand): own.demands.append(demand)
        case .other(let type): own.filters.append(type)
        }
      }
      all.append(judge(own, "/", application))
    }
    guard let first = all.first else { return judge(facts, "/", nil) }
    if all.allSatisfy({ $0.auth.requirement == first.auth.requirement }) { return first }
    return (Auth(.unknown, by: first.auth.by, location: first.auth.location), first.middleware)
  }

  func add(_ attribute: AspNetAttribute, _ facts: inout Facts) {
    if attribute.isA("Authorize") || attribute.ancestors.contains("IAuthorizeData") {
      var demand = AspNetDemand(place: attribute.ref)
      if attribute.type == nil {
        if let policy = attributes.named("Policy", attribute) ?? attributes.positional(attribute).first {
          demand.policies.append(policy)
        }
        if let roles = attributes.named("Roles", attribute).flatMap({ attributes.text($0) }) {
          demand.roles = roles.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        }
      } else {
        demand.roles = AspNetOwnAttributes(context: context, attributes: attributes).roles(of: attribute)
      }
      facts.demands.append(demand)
    } else if attribute.isA("AllowAnonymous") || attribute.ancestors.contains("IAllowAnonymous") {
      facts.isAnonymous = true
    } else if attribute.name == "EnableRateLimiting" || Self.limits(attribute.name) {
      facts.rateLimit = attribute.ref
    } else if attribute.name == "TypeFilter" || attribute.name == "ServiceFilter" {
      if let type = attributes.typeArgument(attribute) { facts.filters.append(type) }
    } else if attribute.ancestors.contains(where: { Self.filters.contains($0) }), let type = attribute.type {
      facts.filters.append(filterType(attribute) ?? type)
      if attribute.name.contains("Permission") { facts.permissions += permissions(attribute) }
    }
  }

  /// What is said first, as a text or by a constant's name.
  private func permissions(_ attribute: AspNetAttribute) -> [String] {
    attributes.positional(attribute).prefix(1).compactMap { policyName($0) }
  }

  /// `[ValidateCaptcha]`, `[Throttle(…)]`, `[RateLimit(…)]` of a library or the project's own.
  private static func limits(_ name: String) -> Bool {
    let name = name.lowercased()
    return !name.hasPrefix("disable") && ["captcha", "throttle", "ratelimit"].contains { name.contains($0) }
  }

  private static let filters: Set<String> = [
    "IAuthorizationFilter", "IAsyncAuthorizationFilter", "ActionFilter", "IActionFilter", "IAsyncActionFilter",
    "IResourceFilter", "IAsyncResourceFilter", "TypeFilter", "ServiceFilter", "IFilterFactory",
  ]

  /// The filter that an attribute of the project names: `class X : TypeFilterAttribute { X() : base(typeof(Y)) }`.
  private func filterType(_ attribute: AspNetAttribute) -> NodeRef? {
    guard let type = attribute.type, let file = context.program.file(type.file),
      attribute.ancestors.contains("TypeFilter") || attribute.ancestors.contains("ServiceFilter")
    else { return nil }
    for node in type.node..<file[type.node].next where file[node].kind == .call {
      if let found = attributes.typeOf(NodeRef(file: type.file, node: node)) { return found }
    }
    return nil
  }

  // MARK: Routes

  func auth(of route: AspNetMapped, _ path: String, _ application: AspNetApplication?) -> Judged {
    var facts = Facts()
    add(node: route.node, &facts)
    if let handler = route.handler, let function = context.scriptFunction(of: handler, in: nil) {
      for attribute in attributes.attributes(of: function) { add(attribute, &facts) }
    }
    return judge(facts, path, application)
  }

  /// What an endpoint of a hub or of a library asks, by its class's attributes and those of its method.
  func auth(
    ofType type: NodeRef?, method: NodeRef? = nil, _ route: AspNetMapped, _ path: String,
    _ application: AspNetApplication?
  ) -> Judged {
    var facts = Facts()
    add(node: route.node, &facts)
    for attribute in method.map({ attributes.attributes(of: $0) }) ?? [] { add(attribute, &facts) }
    if let type {
      for ancestor in context.evaluator.lineage(of: type) {
        for attribute in attributes.attributes(of: ancestor) { add(attribute, &facts) }
      }
    }
    return judge(facts, path, application)
  }

  private func add(node: Int, _ facts: inout Facts) {
    var index: Int? = node
    while let current = index {
      let node = walk.nodes[current]
      facts.demands += node.authorizes
      facts.isAnonymous = facts.isAnonymous || node.isAnonymous
      facts.filters += node.filters.compactMap { endpointFilter($0) }
      facts.rateLimit = facts.rateLimit ?? node.rateLimit
      index = node.parent
    }
  }

  /// The class or function of `AddEndpointFilter<T>()`, `AddEndpointFilter(async (context, next) => …)`.
  private func endpointFilter(_ call: NodeRef) -> NodeRef? {
    guard let file = context.program.file(call.file) else { return nil }
    if let type = file.child(call.node, .typeArgument) { return attributes.type(NodeRef(file: call.file, node: type)) }
    return file.child(call.node, .argument).map { NodeRef(file: call.file, node: $0) }
  }

  // MARK: Judging

  private func judge(_ facts: Facts, _ path: String, _ application: AspNetApplication?) -> Judged {
    var auth = Auth(.none)
    if facts.isAnonymous {
      auth.isExplicitlyPublic = true
    } else if !facts.demands.isEmpty {
      auth = demanded(facts.demands)
    } else if let application, let fallback = settings.fallback(application) {
      auth = Auth(fallback.requirement, by: "FallbackPolicy", location: context.location(fallback.place))
    }
    var middleware: [Middleware] = []
    for filter in facts.filters { apply(filter, path, facts, &auth, &middleware) }
    auth.roles += facts.permissions
    for use in application?.middleware ?? [] {
      if let type = endpointFilter(use) { apply(type, path, facts, &auth, &middleware) }
    }
    if let limit = facts.rateLimit {
      middleware.append(Middleware(name: "RateLimiter", kind: .rateLimit, location: context.location(limit)))
    }
    return (auth, middleware)
  }

  private func demanded(_ demands: [AspNetDemand]) -> Auth {
    var auth = Auth(.unknown)
    for demand in demands {
      let requirement = requirement(of: demand)
      if auth.by.isEmpty || requirement == .required && auth.requirement != .required {
        auth.requirement = requirement
        auth.by =
          context.program.node(demand.place)?.kind == .call && isConvention(demand)
          ? "RequireAuthorization" : "Authorize"
        // What a policy asks for may be more than to be signed in.
        if !demand.policies.isEmpty || !demand.builders.isEmpty {
          auth.by += ([" policy"] + demand.policies.compactMap { policyName($0) }).joined(separator: " ")
        }
        auth.location = context.location(demand.place)
      }
      auth.roles += demand.roles + demand.policies.flatMap { policies.roles(named: $0) }
    }
    return auth
  }

  /// As the code says it: `Policies.CanModifyServerSettings` by the constant's name.
  private func policyName(_ ref: NodeRef) -> String? {
    guard let file = context.program.file(ref.file) else { return nil }
    if file[ref.node].kind == .member { return context.program.text(file[ref.node].name) }
    return attributes.text(ref).flatMap { $0.contains(Value.hole) ? nil : $0 }
  }

  private func isConvention(_ demand: AspNetDemand) -> Bool {
    guard let file = context.program.file(demand.place.file), let callee = file.child(demand.place.node, .callee) else {
      return false
    }
    return file[callee].kind == .member
  }

  private func requirement(of demand: AspNetDemand) -> Auth.Requirement {
    if !demand.roles.isEmpty || demand.policies.isEmpty && demand.builders.isEmpty { return .required }
    let all =
      demand.policies.map { policies.requirement(named: $0) }
      + demand.builders.map { policies.requirement(in: $0, 0) ?? .required }
    return all.contains(.required) ? .required : .unknown
  }

  private func apply(
    _ filter: NodeRef, _ path: String, _ facts: Facts, _ auth: inout Auth, _ middleware: inout [Middleware]
  ) {
    guard let file = context.program.file(filter.file) else { return }
    let verdict: AspNetRefusals.Verdict
    var function = filter
    if file[filter.node].kind == .function {
      verdict = refusals.verdict(of: filter)
    } else {
      guard let found = refusals.verdict(ofClass: filter) else { return }
      (verdict, function) = found
    }
    let name = context.program.text(file[filter.node].name)
    guard verdict.requirement != .none || context.extraGuards.contains(name) else { return }
    if verdict.heedsAnonymous, facts.isAnonymous { return }
    if !verdict.paths.isEmpty, path != "/",
      !verdict.paths.contains(where: { path.lowercased().hasPrefix($0.lowercased()) })
    {
      return
    }
    let location = context.headLocation(function)
    middleware.append(
      Middleware(name: name, kind: .guarding, location: location, function: context.functions.id(of: function)))
    let isSure = context.extraGuards.contains(name) || verdict.requirement == .required && verdict.paths.isEmpty
    auth = auth.stronger(Auth(isSure ? .required : .unknown, by: name.isEmpty ? "filter" : name, location: location))
  }
}
