internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What the permission classes of Django REST framework ask of a request without credentials.
struct DRFPermissions {
  private let reading: DjangoReading
  private let request: AnonymousRequest
  private static let maxDepth = 8

  init(_ reading: DjangoReading, request: AnonymousRequest) {
    self.reading = reading
    self.request = request
  }

  private var context: RecognizerContext { reading.context }
  private var evaluator: Evaluator { context.evaluator }

  /// What a view asks for one of its methods.
  func auth(_ type: NodeRef, _ handling: DjangoHandling, _ view: DjangoView, handler: NodeRef?) -> Auth {
    var auth = permissions(type, handling, view)
    auth = auth.stronger(authentication(type))
    if handling.isDetail, auth.requirement == .none || auth.requirement == .optional {
      auth = auth.stronger(ofObject(type, handling, view, handler))
    }
    return auth
  }

  /// What a list of permissions asks; without one the settings decide.
  func auth(listed: NodeRef?) -> Auth {
    guard let listed else { return standard() }
    return all(listed, depth: 0)
  }

  private func permissions(_ type: NodeRef, _ handling: DjangoHandling, _ view: DjangoView) -> Auth {
    if let own = evaluator.method("get_permissions", of: type) {
      // A project's copy of the framework asks the class as well.
      if let auth = returned(by: own, type, handling, view) { return auth }
      return Auth(.unknown, by: "get_permissions", location: context.declarationLocation(own))
    }
    return declared(type, handling, view)
  }

  /// `permission_classes` of the action, of the call of `as_view`, of the class, of the settings.
  private func declared(_ type: NodeRef, _ handling: DjangoHandling, _ view: DjangoView) -> Auth {
    for call in [handling.decorator, view.asView].compactMap({ $0 }) {
      if let given = evaluator.argument(named: "permission_classes", of: call) { return all(given, depth: 0) }
    }
    if let own = reading.classes.attribute("permission_classes", of: type) { return all(own, depth: 0) }
    let libraries = reading.classes.libraries(of: type)
    return libraries.contains(where: DjangoLibrary.isOpen) ? Auth(.none) : standard()
  }

  private func standard() -> Auth {
    guard let given = reading.settings.rest("DEFAULT_PERMISSION_CLASSES") else { return Auth(.none) }
    return all(given, depth: 0)
  }

  // MARK: Lists

  /// Every permission of a list must let the request through.
  private func all(_ given: NodeRef, depth: Int) -> Auth {
    let nodes = reading.lists.elements(of: given).map(\.node)
    var auth = Auth(.none)
    var isOpen = !nodes.isEmpty
    for node in nodes {
      let one = self.one(node, depth: depth + 1)
      isOpen = isOpen && one.isExplicitlyPublic
      auth = auth.stronger(one)
    }
    auth.isExplicitlyPublic = auth.requirement == .none && (isOpen || nodes.isEmpty)
    return auth
  }

  private func one(_ node: NodeRef, depth: Int) -> Auth {
    guard depth < Self.maxDepth, let file = context.program.file(node.file) else { return Auth(.unknown) }
    func side(_ role: SyntaxRole) -> Auth {
      file.child(node.node, role).map { one(NodeRef(file: node.file, node: $0), depth: depth + 1) } ?? Auth(.unknown)
    }
    switch file[node.node].kind {
    case .binary:
      let (left, right) = (side(.left), side(.right))
      return context.program.text(file[node.node].name) == "&"
        ? left.stronger(right) : Self.weaker(left, right)
    case .unary:
      let inner = side(.value)
      return inner.requirement == .required ? Auth(.none) : Auth(.unknown, by: "~" + inner.by, location: inner.location)
    case .call: return side(.callee)
    case .string:
      return of(reading.settings.resolve(file.stringValue(node.node) ?? ""), node)
    case .list, .tuple: return all(node, depth: depth + 1)
    default: break
    }
    let value = evaluator.value(of: node)
    if case .unknown = value, let target = evaluator.definition(of: node),
      let other = context.program.file(target.file),
      other[other[target.node].parent].kind == .assignment,
      let assigned = other.child(other[target.node].parent, .value)
    {
      return one(NodeRef(file: target.file, node: assigned), depth: depth + 1)
    }
    return of(value, node)
  }

  /// The weaker of two demands of which one must be met.
  private static func weaker(_ first: Auth, _ second: Auth) -> Auth {
    if first.requirement == .none || first.requirement == .optional { return first }
    if second.requirement == .none || second.requirement == .optional { return second }
    return first.requirement == .unknown ? first : second.requirement == .unknown ? second : first
  }

  /// What one permission class asks.
  private func of(_ value: Value, _ node: NodeRef) -> Auth {
    let place = context.location(node)
    switch value {
    case .external(let name), .object(let name, _), .member(let name, _):
      let title = DjangoLibrary.last(name)
      guard let answer = LibraryPermissions.answer(title, request) else {
        return Auth(.unknown, by: title, location: place)
      }
      return auth(answer, title, place)
    case .type(let type), .instance(let type, _): return ofClass(type, place)
    case .union(let values):
      let all = values.map { of($0, node) }
      let first = all.first ?? Auth(.unknown)
      return all.allSatisfy { $0.requirement == first.requirement }
        ? first : Auth(.unknown, by: reading.guards.title(of: node), location: place)
    default: return Auth(.unknown, by: reading.guards.title(of: node), location: place)
    }
  }

  private func ofClass(_ type: NodeRef, _ place: Location) -> Auth {
    let title = reading.classes.name(type)
    if let function = evaluator.method("has_permission", of: type) {
      let answers = reading.walk(request).helper(function, depth: 0).answers
      return auth(AnonymousTruth.either(answers), title, context.declarationLocation(function))
    }
    for library in reading.classes.libraries(of: type) {
      if reading.walk(request).isOpened(DjangoLibrary.last(library), type) { break }
      if let answer = LibraryPermissions.answer(DjangoLibrary.last(library), request) {
        return auth(answer, title, place)
      }
    }
    return Auth(.unknown, by: title, location: place)
  }

  private func auth(_ answer: AnonymousTruth, _ title: String, _ place: Location) -> Auth {
    switch answer.answer {
    case .no: return Auth(.required, by: title, location: place)
    case .unknown: return Auth(.unknown, by: title, location: place)
    case .yes:
      var auth = Auth(answer.mentionsIdentity ? .optional : .none, by: title, location: place)
      auth.isExplicitlyPublic = title == "AllowAny"
      return auth
    }
  }

  // MARK: Others

  /// Permissions that look at the one thing asked for: they refuse where the handler gets it through the framework.
  private func ofObject(
    _ type: NodeRef, _ handling: DjangoHandling, _ view: DjangoView, _ handler: NodeRef?
  ) -> Auth {
    guard handling.decorator == nil, let given = reading.classes.attribute("permission_classes", of: type) else {
      return Auth(.none)
    }
    for node in reading.lists.elements(of: given).map(\.node) {
      guard case .type(let permission) = evaluator.value(of: node),
        let function = evaluator.method("has_object_permission", of: permission)
      else { continue }
      let answers = reading.walk(request).helper(function, depth: 0).answers
      guard !answers.isEmpty, answers.allSatisfy({ $0.answer == .no && $0.mentionsIdentity }) else { continue }
      let name = reading.classes.name(permission)
      let isLibrary = evaluator.method(handling.action, of: type) == nil
      return Auth(isLibrary ? .required : .unknown, by: name, location: context.declarationLocation(function))
    }
    return Auth(.none)
  }

  /// Authentication classes of the project that refuse requests without credentials by themselves.
  private func authentication(_ type: NodeRef) -> Auth {
    let given =
      reading.classes.attribute("authentication_classes", of: type)
      ?? reading.settings.rest("DEFAULT_AUTHENTICATION_CLASSES")
    guard let given else { return Auth(.none) }
    for node in reading.lists.elements(of: given).map(\.node) {
      var value = evaluator.value(of: node)
      if case .string(let text) = value { value = reading.settings.resolve(text) }
      guard case .type(let own) = value, let function = evaluator.method("authenticate", of: own) else { continue }
      let verdict = reading.walk(request).hook(function)
      guard verdict.requirement == .required else { continue }
      return Auth(.required, by: reading.classes.name(own), location: verdict.location)
    }
    return Auth(.none)
  }

  // MARK: get_permissions

  /// What `get_permissions` answers for the action or method at hand.
  private func returned(
    by function: NodeRef, _ type: NodeRef, _ handling: DjangoHandling, _ view: DjangoView
  ) -> Auth? {
    var request = request
    request.isViewItself = true
    var reader = DRFPermissionReader(
      walk: reading.walk(request), context: context, function: function,
      judge: { all($0, depth: 0) }, single: { one($0, depth: 0) }, inherited: { declared(type, handling, view) },
      entry: { name, key in
        guard let table = reading.classes.attribute(name, of: type) else { return nil }
        return evaluator.entryNode(key, of: evaluator.value(of: table))
      })
    return reader.run()
  }
}
