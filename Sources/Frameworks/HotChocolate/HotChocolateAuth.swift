internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Who may run a field: Hot Chocolate's `[Authorize]` and `.Authorize()`, policies as ASP.NET Core has them.
struct HotChocolateAuth {
  private let context: RecognizerContext
  private let attributes: AspNetAttributes
  private let policies: AspNetPolicies
  /// Its namespace is opened for every file.
  private let isGlobal: Bool

  private static let namespaces: Set<String> = ["HotChocolate.Authorization", "HotChocolate.AspNetCore.Authorization"]

  init(_ context: RecognizerContext, _ files: [FileID]) {
    self.context = context
    attributes = AspNetAttributes(context: context)
    policies = AspNetPolicies(context, files)
    isGlobal = files.contains { id in
      guard let file = context.program.file(id), let index = context.program.index(of: id) else { return false }
      return index.imports.contains {
        file[$0].flags.contains(.exported) && Self.namespaces.contains(context.program.text(file[$0].name))
      }
    }
  }

  /// What the class of a type asks for all its fields.
  func auth(ofType type: NodeRef?, _ settings: HotChocolateDescriptor) -> Auth {
    let marked = type.map { type in
      context.evaluator.lineage(of: type).reduce(Auth(.none)) { $0.stronger(asked($1).auth) }
    }
    return (marked ?? Auth(.none)).stronger(demanded(settings.demands))
  }

  /// What a field asks, itself or by its type.
  func auth(of member: NodeRef?, _ setting: HotChocolateDescriptor.Field?, type: Auth) -> Auth {
    let own = member.map { asked($0) }
    if own?.isAnonymous == true || setting?.isAnonymous == true {
      var auth = Auth(.none)
      auth.isExplicitlyPublic = true
      return auth
    }
    return type.stronger(own?.auth ?? Auth(.none)).stronger(demanded(setting?.demands ?? []))
  }

  private func asked(_ declaration: NodeRef) -> (auth: Auth, isAnonymous: Bool) {
    var demands: [AspNetDemand] = []
    var isAnonymous = false
    var isForeign = false
    for attribute in attributes.attributes(of: declaration) {
      if attribute.isA("AllowAnonymous") { isAnonymous = true }
      guard attribute.isA("Authorize") else { continue }
      isForeign = isForeign || isOfAspNet(declaration.file)
      var demand = AspNetDemand(place: attribute.ref)
      if let policy = attributes.named("Policy", attribute) ?? attributes.positional(attribute).first {
        demand.policies.append(policy)
      }
      if let roles = attributes.named("Roles", attribute) { demand.roles = attributes.texts(roles) }
      demands.append(demand)
    }
    if isForeign {
      // The attribute of ASP.NET Core means nothing to Hot Chocolate; which one it is depends on what else is open.
      return (Auth(.unknown, by: "Authorize", location: context.headLocation(declaration)), isAnonymous)
    }
    return (demanded(demands), isAnonymous)
  }

  /// Only the namespace of ASP.NET Core's attribute is open.
  private func isOfAspNet(_ id: FileID) -> Bool {
    guard !isGlobal, let file = context.program.file(id), let index = context.program.index(of: id) else {
      return false
    }
    let opened = index.imports.map { context.program.text(file[$0].name) }
    return opened.contains("Microsoft.AspNetCore.Authorization") && !opened.contains(where: Self.namespaces.contains)
  }

  private func demanded(_ demands: [AspNetDemand]) -> Auth {
    demands.reduce(Auth(.none)) { auth, demand in
      var requirement = Auth.Requirement.required
      if demand.roles.isEmpty, !demand.policies.isEmpty {
        let all = demand.policies.map { policies.requirement(named: $0) }
        requirement = all.contains(.required) ? .required : .unknown
      }
      let by = demand.policies.isEmpty ? "Authorize" : "Authorize policy"
      return auth.stronger(
        Auth(requirement, by: by, location: context.location(demand.place), roles: demand.roles))
    }
  }
}
