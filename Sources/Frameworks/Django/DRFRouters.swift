internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// One `router.register(prefix, viewset)`.
struct DjangoRegistration {
  var call: NodeRef
  var frame: Frame?
  /// The template of everything before the view set's own routes.
  var prefix: String
  var variables: [DjangoPaths.Variable]
  var type: NodeRef
}

/// What is known of one router.
struct DjangoRouter {
  var registrations: [DjangoRegistration] = []
  /// Routers whose registry is copied into this one.
  var others: [NodeRef] = []
  /// A class of the project that answers at the root.
  var root: NodeRef?
}

/// Routers of Django REST framework: what is registered with them.
extension DjangoReading {
  private static let routerNames: Set<String> = [
    "DefaultRouter", "SimpleRouter", "NestedSimpleRouter", "NestedDefaultRouter", "ExtendedSimpleRouter",
    "ExtendedDefaultRouter", "BulkRouter", "OptionalSlashRouter", "ContentTypeRouter", "DynamicRouter",
  ]

  /// Whether a value is a router, of the framework or of the project.
  func isRouter(_ value: Value) -> Bool {
    switch value {
    case .object(let name, _):
      return Self.routerNames.contains(DjangoLibrary.last(name)) && !name.hasPrefix("ninja")
    case .instance(let type, _):
      let libraries = classes.libraries(of: type)
      return libraries.contains { Self.routerNames.contains(DjangoLibrary.last($0)) }
        || classes.attribute("routes", of: type) != nil && evaluator.method("register", of: type) != nil
    default: return false
    }
  }

  /// Reads every registration with a router.
  mutating func readRegistrations() {
    guard let name = context.program.names.lookup("register") else { return }
    for call in context.program.sites(of: name) where context.isServed(call.file) {
      guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
        file[callee].kind == .member, let object = file.child(callee, .object)
      else { continue }
      let receiver = NodeRef(file: call.file, node: object)
      guard lists.conditions.isOn(call) else { continue }
      for way in evaluator.contexts(of: call) { register(call, receiver, way.frame) }
    }
    readCopies()
    readRoots()
  }

  private mutating func register(_ call: NodeRef, _ receiver: NodeRef, _ frame: Frame?) {
    guard let given = argument(0, "prefix", of: call), let view = argument(1, "viewset", of: call),
      let (site, outer) = router(receiver, frame, depth: 0)
    else { return }
    let text = DjangoText.best(evaluator.value(of: given, in: frame)) ?? String(Value.hole)
    var (template, variables) = DjangoPaths.pattern(text)
    if let outer {
      // `.register("a", …).register("b", …, parents_query_lookups=["x"])` hangs below one of the first.
      let name = lookups(of: call, frame).last ?? "parent_pk"
      template = "\(outer.prefix)/{\(name)}/\(template)"
      variables = outer.variables + [.init(name: name, converter: "[^/.]+", isFree: true)] + variables
    }
    noteFramework("drf", context.location(call))
    for case .type(let type) in evaluator.value(of: view, in: frame).alternatives {
      routers[site, default: DjangoRouter()].registrations.append(
        DjangoRegistration(call: call, frame: frame, prefix: template, variables: variables, type: type))
    }
  }

  private func lookups(of call: NodeRef, _ frame: Frame?) -> [String] {
    guard let given = evaluator.argument(named: "parents_query_lookups", of: call) ?? evaluator.argument(3, of: call)
    else { return [] }
    return evaluator.elements(of: evaluator.value(of: given, in: frame)).compactMap(\.constantText)
  }

  /// The router that a registration is made with, and the registration that it is chained to.
  private func router(_ receiver: NodeRef, _ frame: Frame?, depth: Int) -> (NodeRef, DjangoRegistration?)? {
    for value in evaluator.value(of: receiver, in: frame).alternatives where isRouter(value) {
      if let site = value.site { return (site, nil) }
    }
    var chained = receiver
    if let file = context.program.file(receiver.file), file[receiver.node].kind == .name,
      let target = evaluator.definition(of: receiver), let other = context.program.file(target.file),
      other[other[target.node].parent].kind == .assignment, let value = other.child(other[target.node].parent, .value)
    {
      chained = NodeRef(file: target.file, node: value)
    }
    guard depth < 4, let file = context.program.file(chained.file), file[chained.node].kind == .call,
      let callee = file.child(chained.node, .callee), file[callee].kind == .member,
      context.program.text(file[callee].name) == "register", let object = file.child(callee, .object),
      let (site, outer) = router(NodeRef(file: chained.file, node: object), frame, depth: depth + 1),
      let given = argument(0, "prefix", of: chained)
    else { return nil }
    var (template, variables) = DjangoPaths.pattern(DjangoText.best(evaluator.value(of: given, in: frame)) ?? "{}")
    if let outer {
      let name = lookups(of: chained, frame).last ?? "parent_pk"
      template = "\(outer.prefix)/{\(name)}/\(template)"
      variables = outer.variables + variables
    }
    return (
      site, DjangoRegistration(call: chained, frame: frame, prefix: template, variables: variables, type: chained)
    )
  }

  /// `router.registry.extend(other.registry)`.
  private mutating func readCopies() {
    guard let name = context.program.names.lookup("extend"), let registry = context.program.names.lookup("registry")
    else {
      return
    }
    for call in context.program.sites(of: name) where context.isServed(call.file) {
      guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
        let member = file.child(callee, .object), file[member].kind == .member, file[member].name == registry,
        let own = file.child(member, .object), let given = evaluator.argument(0, of: call),
        file[given.node].kind == .member, let other = file.child(given.node, .object),
        let site = evaluator.value(of: NodeRef(file: call.file, node: own)).site,
        let source = evaluator.value(of: NodeRef(file: call.file, node: other)).site
      else { continue }
      routers[site, default: DjangoRouter()].others.append(source)
    }
  }

  /// `router.APIRootView = views.RootView`.
  private mutating func readRoots() {
    guard let name = context.program.names.lookup("APIRootView") else { return }
    for id in context.program.fileIDs {
      guard context.isServed(id), let index = context.program.index(of: id),
        let file = context.program.file(id)
      else { continue }
      for attribute in index.attributes where attribute.name == name {
        guard let target = file.child(attribute.node, .target), let object = file.child(target, .object),
          let site = evaluator.value(of: NodeRef(file: id, node: object)).site,
          case .type(let type) = evaluator.child(.value, of: NodeRef(file: id, node: attribute.node))
        else { continue }
        routers[site, default: DjangoRouter()].root = type
      }
    }
  }
}
