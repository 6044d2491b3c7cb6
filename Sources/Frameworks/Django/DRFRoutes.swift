internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// A route that a router makes for each view set.
struct DRFRoute {
  enum Kind { case plain, list, detail }

  var kind: Kind
  /// With `{prefix}`, `{lookup}`, `{url_path}`, `{trailing_slash}`.
  var url: String
  var mapping: [(method: String, action: String)] = []
  var isDetail: Bool

  static let standard: [DRFRoute] = [
    DRFRoute(
      kind: .plain, url: "{prefix}{trailing_slash}", mapping: [("get", "list"), ("post", "create")], isDetail: false),
    DRFRoute(kind: .list, url: "{prefix}/{url_path}{trailing_slash}", isDetail: false),
    DRFRoute(
      kind: .plain, url: "{prefix}/{lookup}{trailing_slash}",
      mapping: [("get", "retrieve"), ("put", "update"), ("patch", "partial_update"), ("delete", "destroy")],
      isDetail: true),
    DRFRoute(kind: .detail, url: "{prefix}/{lookup}/{url_path}{trailing_slash}", isDetail: true),
  ]
}

/// A method of a view set that `@action` makes a route.
struct DRFAction {
  var function: NodeRef
  var name: String
  var decorator: NodeRef
  var isDetail: Bool
  var methods: [String]
  var path: String
  var isPattern: Bool
}

/// Lays out what is registered with routers.
extension DjangoReading {
  mutating func readRouter(_ site: NodeRef, _ outer: DjangoRoute, depth: Int) {
    guard depth < 6 else { return }
    let value = evaluator.value(of: site)
    let type: NodeRef? = if case .instance(let type, _) = value { type } else { nil }
    let slash = trailingSlash(site, type)
    let routes = routes(of: type)
    let nested = nestedPrefix(site, depth: 0)
    let router = routers[site] ?? DjangoRouter()
    if let root = root(router, type) { addRoot(root, outer, nested.template) }
    let all = router.registrations + router.others.flatMap { routers[$0]?.registrations ?? [] }
    for registration in all {
      for route in routes { lay(route, registration, slash, nested, outer) }
    }
  }

  /// The class that answers at the root, when it is one of the project's.
  private func root(_ router: DjangoRouter, _ type: NodeRef?) -> NodeRef? {
    if let root = router.root { return root }
    guard let type, let given = classes.attribute("APIRootView", of: type),
      case .type(let root) = evaluator.value(of: given)
    else {
      guard let type, let own = evaluator.method("get_api_root_view", of: type),
        let file = context.program.file(own.file)
      else { return nil }
      let inner = (own.node..<file[own.node].next).first { file[$0].kind == .classDeclaration }
      return inner.map { NodeRef(file: own.file, node: $0) }
    }
    return root
  }

  private mutating func addRoot(_ root: NodeRef, _ outer: DjangoRoute, _ prefix: String) {
    var route = outer
    route.mount = outer.mount.below(prefix, [])
    add(route, DjangoView(target: .type(root)), root, DjangoHandling(method: "GET", action: "get"))
  }

  // MARK: Routers

  private func trailingSlash(_ site: NodeRef, _ type: NodeRef?) -> String {
    let given = evaluator.argument(named: "trailing_slash", of: site).map { evaluator.value(of: $0) }
    if let given { return given == .bool(false) || given == .string("") ? "" : "/" }
    guard let type else { return "/" }
    if let text = classes.text("trailing_slash", of: type) { return text.hasPrefix("/") && text != "/?" ? text : "" }
    // `self.trailing_slash = "/?"` in the constructor.
    if let text = evaluator.member("trailing_slash", of: .instance(type, site: site)).constantText {
      return text == "/" ? "/" : ""
    }
    return "/"
  }

  /// Below which one thing of another router everything hangs: `NestedSimpleRouter(parent, "domains", lookup="domain")`.
  private func nestedPrefix(_ site: NodeRef, depth: Int) -> (template: String, variables: [DjangoPaths.Variable]) {
    guard depth < 5, let name = evaluator.value(of: site).externalName ?? libraryName(site),
      DjangoLibrary.last(name).hasPrefix("Nested"), let prefix = argument(1, "parent_prefix", of: site)
    else { return ("", []) }
    let lookup = (argument(2, "lookup", of: site)).flatMap { evaluator.value(of: $0).constantText } ?? "nested_1"
    let above = argument(0, "parent_router", of: site).flatMap { evaluator.value(of: $0).site }
    let outer = above.map { nestedPrefix($0, depth: depth + 1) } ?? (template: "", variables: [])
    let (own, _) = DjangoPaths.pattern(DjangoText.best(evaluator.value(of: prefix)) ?? "{}")
    // What is registered under the prefix says what its lookup is called.
    let parent = above.flatMap { routers[$0]?.registrations.first { $0.prefix == own } }
    let field = parent.map { self.lookup(of: $0.type) } ?? "pk"
    let variable = DjangoPaths.Variable(name: "\(lookup)_\(field)", converter: "[^/.]+", isFree: true)
    return ("\(outer.template)\(own)/{\(variable.name)}/", outer.variables + [variable])
  }

  private func libraryName(_ site: NodeRef) -> String? {
    guard case .instance(let type, _) = evaluator.value(of: site) else { return nil }
    return classes.libraries(of: type).first { DjangoLibrary.last($0).hasPrefix("Nested") }
  }

  /// The routes of a router's class: its own table, and what its methods add to the mapping of one of them.
  private func routes(of type: NodeRef?) -> [DRFRoute] {
    guard let type else { return DRFRoute.standard }
    var routes = DRFRoute.standard
    if let given = classes.attribute("routes", of: type) {
      let own = lists.elements(of: given).compactMap { route($0.node) }
      if !own.isEmpty { routes = own }
    }
    for owner in evaluator.lineage(of: type) { addMappings(in: owner, to: &routes) }
    return routes
  }

  private func route(_ call: NodeRef) -> DRFRoute? {
    guard let file = context.program.file(call.file), file[call.node].kind == .call,
      let callee = file.child(call.node, .callee), let given = argument(0, "url", of: call),
      let url = evaluator.value(of: given).constantText
    else { return nil }
    let name = context.program.text(file[callee].name)
    let clean = url.replacing("^", with: "").replacing("$", with: "").replacing("{methodname}", with: "{url_path}")
      .replacing("{methodnamehyphen}", with: "{url_path}")
    if name.hasPrefix("Dynamic") {
      let flag = evaluator.argument(named: "detail", of: call).map { evaluator.value(of: $0) }
      let isDetail = name == "DynamicDetailRoute" || flag == .bool(true)
      return DRFRoute(kind: isDetail ? .detail : .list, url: clean, isDetail: isDetail)
    }
    guard let mapping = argument(1, "mapping", of: call) else { return nil }
    let entries = evaluator.entries(of: evaluator.value(of: mapping)).compactMap { entry in
      evaluator.value(of: entry.value).constantText.map { (method: entry.key.lowercased(), action: $0) }
    }
    return DRFRoute(kind: .plain, url: clean, mapping: entries, isDetail: clean.contains("{lookup}"))
  }

  /// `self.routes[0].mapping.update({"put": "bulk_update"})`.
  private func addMappings(in type: NodeRef, to routes: inout [DRFRoute]) {
    guard let file = context.program.file(type.file), let update = context.program.names.lookup("update") else {
      return
    }
    for node in type.node..<file[type.node].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee), file[callee].name == update,
        let mapping = file.child(callee, .object), context.program.text(file[mapping].name) == "mapping",
        let element = file.child(mapping, .object), file[element].kind == .index,
        let position = file.child(element, .index), let index = Int(file.text(position)), index < routes.count,
        let given = evaluator.argument(0, of: NodeRef(file: type.file, node: node))
      else { continue }
      for entry in evaluator.entries(of: evaluator.value(of: given)) {
        guard let action = evaluator.value(of: entry.value).constantText else { continue }
        routes[index].mapping.append((entry.key.lowercased(), action))
      }
    }
  }

  // MARK: View sets

  /// The name of the parameter that picks one of a view set's things.
  private func lookup(of type: NodeRef) -> String {
    classes.text("lookup_url_kwarg", of: type) ?? classes.text("lookup_field", of: type)
      ?? classes.text("pk_url_kwarg", of: type) ?? "pk"
  }

  private mutating func lay(
    _ route: DRFRoute, _ registration: DjangoRegistration, _ slash: String,
    _ nested: (template: String, variables: [DjangoPaths.Variable]), _ outer: DjangoRoute
  ) {
    let type = registration.type
    let lookup = lookup(of: type)
    let allowed = classes.allowed(type)
    var base = nested.template + registration.prefix
    var variables = nested.variables + registration.variables
    if base.hasSuffix("/"), route.url.hasPrefix("{prefix}/") { base.removeLast() }
    if route.isDetail { variables.append(.init(name: lookup, converter: pattern(of: type), isFree: isFree(type))) }
    func path(_ part: String) -> String {
      var url = route.url.replacing("{lookup}", with: "{\(lookup)}").replacing("{url_path}", with: part)
      url = url.replacing("{trailing_slash}", with: slash)
      let full = url.replacing("{prefix}", with: base)
      // Registered under "" the route is at the root.
      return full.hasPrefix("/") ? String(full.dropFirst()) : full
    }
    func place(_ part: String, _ more: [DjangoPaths.Variable]) -> DjangoRoute {
      DjangoRoute(
        mount: outer.mount.below(path(part), variables + more), call: registration.call, frame: registration.frame)
    }
    let view = DjangoView(target: .type(type))
    if route.kind == .plain {
      for (method, action) in route.mapping
      where classes.has(action, type) && allowed.map({ $0.contains(method) }) ?? true {
        add(
          place("", []), view, type,
          DjangoHandling(method: method.uppercased(), action: action, isViewSet: true, isDetail: route.isDetail))
      }
      // A method named like one of HTTP answers at every route of the view set.
      for verb in DjangoLibrary.verbs where route.isDetail && !route.mapping.contains(where: { $0.method == verb }) {
        guard let function = evaluator.method(verb, of: type),
          evaluator.parameters(of: function).contains(where: {
            context.program.node($0).map { context.program.text($0.name) } == lookup
          })
        else { continue }
        add(
          place("", []), view, type,
          DjangoHandling(method: verb.uppercased(), action: verb, isViewSet: true, isDetail: true))
      }
      return
    }
    for action in actions(of: type) where action.isDetail == (route.kind == .detail) {
      let (part, more) = action.isPattern ? DjangoPaths.pattern(action.path) : DjangoPaths.route(action.path)
      for method in action.methods where allowed.map({ $0.contains(method) }) ?? true {
        add(
          place(part, more), view, type,
          DjangoHandling(
            method: method.uppercased(), action: action.name, isViewSet: true, decorator: action.decorator,
            isDetail: action.isDetail))
      }
    }
  }

  private func pattern(of type: NodeRef) -> String {
    classes.text("lookup_value_regex", of: type) ?? classes.text("lookup_value_converter", of: type) ?? "[^/.]+"
  }

  private func isFree(_ type: NodeRef) -> Bool { ["[^/.]+", "[^/]+", ".+", ".*"].contains(pattern(of: type)) }

  /// The methods of a view set that `@action` or its forerunners mark, in order of their names as they are looked up.
  func actions(of type: NodeRef) -> [DRFAction] {
    var found: [DRFAction] = []
    var seen: Set<String> = []
    var extra: [(String, String, NodeRef)] = []
    for owner in evaluator.lineage(of: type) {
      guard let file = context.program.file(owner.file), let body = file.child(owner.node, .body) else { continue }
      for child in file.children(body) where file[child].kind == .function {
        let function = NodeRef(file: owner.file, node: child)
        let name = context.program.text(file[child].name)
        for decorator in guards.decorators(of: function) {
          if let (base, method) = mapped(decorator, file) { extra.append((base, method, function)) }
        }
        guard seen.insert(name).inserted, let action = action(function, name) else { continue }
        found.append(action)
      }
    }
    // `@other.mapping.delete` serves another method at the same path.
    for (base, method, function) in extra {
      guard var action = found.first(where: { $0.name == base }), let node = context.program.node(function) else {
        continue
      }
      action.function = function
      action.name = context.program.text(node.name)
      action.methods = [method]
      found.append(action)
    }
    return found
  }

  private func mapped(_ decorator: NodeRef, _ file: SyntaxFile) -> (String, String)? {
    guard file[decorator.node].kind == .member, let mapping = file.child(decorator.node, .object),
      file[mapping].kind == .member, context.program.text(file[mapping].name) == "mapping",
      let base = file.child(mapping, .object), file[base].kind == .name
    else { return nil }
    return (context.program.text(file[base].name), context.program.text(file[decorator.node].name).lowercased())
  }

  private static let markers = ["action", "list_route", "detail_route", "link"]

  private func action(_ function: NodeRef, _ name: String) -> DRFAction? {
    for decorator in guards.decorators(of: function) {
      guard let file = context.program.file(decorator.file), file[decorator.node].kind == .call,
        let callee = file.child(decorator.node, .callee)
      else { continue }
      let marker = DjangoLibrary.last(calleeName(of: decorator) ?? context.program.text(file[callee].name))
      let written = context.program.text(file[callee].name)
      guard Self.markers.contains(marker) || Self.markers.contains(written) else { continue }
      let kind = Self.markers.contains(written) ? written : marker
      let flag = evaluator.argument(named: "detail", of: decorator).map { evaluator.value(of: $0) }
      let isDetail = kind == "detail_route" || kind == "link" || kind == "action" && flag != .bool(false)
      let given = argument(0, "methods", of: decorator)
      let listed = given.map { evaluator.elements(of: evaluator.value(of: $0)).compactMap(\.constantText) } ?? []
      let path = evaluator.argument(named: "url_path", of: decorator).flatMap {
        DjangoText.best(evaluator.value(of: $0))
      }
      return DRFAction(
        function: function, name: name, decorator: decorator, isDetail: isDetail,
        methods: listed.isEmpty ? ["get"] : listed.map { $0.lowercased() }.filter { $0 != "head" && $0 != "options" },
        path: path ?? name, isPattern: path.map { !$0.contains("<") || $0.contains("(?") } ?? true)
    }
    return nil
  }
}
