internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Where a URL configuration hangs.
struct DjangoMount {
  /// The template of everything before.
  var prefix = ""
  var variables: [DjangoPaths.Variable] = []
  /// The place of the innermost `include`.
  var location: Location?
  var isConditional = false
  /// How many routes lead here: lists may include themselves.
  var depth = 0
  /// Decorators around everything that is included.
  var decorators: [NodeRef] = []

  /// A mount below this one.
  func below(_ template: String, _ more: [DjangoPaths.Variable]) -> DjangoMount {
    var mount = self
    mount.depth += 1
    mount.prefix +=
      prefix.isEmpty || !prefix.hasSuffix("/") || !template.hasPrefix("/") ? template : String(template.dropFirst())
    mount.variables += more
    return mount
  }
}

/// URL configurations: `urlpatterns`, `path`, `re_path`, `url`, `include`.
extension DjangoReading {
  mutating func readFile(_ id: FileID, _ mount: DjangoMount) {
    guard !visiting.contains(id), visiting.count < 16, !isFull else { return }
    visiting.append(id)
    defer { visiting.removeLast() }
    seen.insert(id)
    var elements = lists.named("urlpatterns", in: id)
    if elements.isEmpty, case .literal(let literal)? = evaluator.exported("urlpatterns", from: id) {
      elements = lists.elements(of: literal)
    }
    for element in elements { read(element, mount) }
  }

  /// One element of a list of patterns.
  mutating func read(_ element: DjangoElement, _ outer: DjangoMount) {
    fuel -= 1
    guard !isFull, fuel > 0, outer.depth < 16, let file = context.program.file(element.node.file) else { return }
    var mount = outer
    mount.isConditional = mount.isConditional || element.isConditional
    if file[element.node.node].kind == .call, let callee = file.child(element.node.node, .callee) {
      let name = calleeName(of: element.node, in: element.frame) ?? context.program.text(file[callee].name)
      switch DjangoLibrary.last(name) {
      case "path": return readRoute(element, mount, isPattern: false)
      case "re_path", "url": return readRoute(element, mount, isPattern: true)
      case "i18n_patterns": return readLanguages(element, mount)
      case "patterns": return readAll(arguments(of: element.node).dropFirst(), element.frame, mount)
      case "get_urls":
        guard let object = file.child(callee, .object) else { return }
        readOwner(object, element, mount)
        return
      case "static": return readStatic(element, mount)
      case "staticfiles_urlpatterns": return
      default: break
      }
    }
    if file[element.node.node].kind == .member, let object = file.child(element.node.node, .object),
      ["urls", "urlpatterns"].contains(context.program.text(file[element.node.node].name))
    {
      readOwner(object, element, mount)
      return
    }
    // A variable that holds a pattern.
    for alternative in value(element.node, element.frame).alternatives {
      guard case .object(let name, let site?) = alternative, site != element.node,
        ["path", "re_path", "url"].contains(DjangoLibrary.last(name))
      else { continue }
      read(DjangoElement(node: site, frame: element.frame, isConditional: element.isConditional), mount)
    }
  }

  private func arguments(of call: NodeRef) -> [NodeRef] {
    guard let file = context.program.file(call.file) else { return [] }
    return file.children(call.node, .argument).filter { file[$0].kind != .keywordArgument }
      .map { NodeRef(file: call.file, node: $0) }
  }

  private mutating func readAll(_ given: some Sequence<NodeRef>, _ frame: Frame?, _ mount: DjangoMount) {
    for ref in given {
      guard let file = context.program.file(ref.file) else { continue }
      if file[ref.node].kind == .spread, let value = file.child(ref.node, .value) {
        for element in lists.elements(of: NodeRef(file: ref.file, node: value), in: frame) { read(element, mount) }
      } else {
        read(DjangoElement(node: ref, frame: frame), mount)
      }
    }
  }

  /// `i18n_patterns(…)`: everything in it is below the language.
  private mutating func readLanguages(_ element: DjangoElement, _ mount: DjangoMount) {
    let isOptional =
      evaluator.argument(named: "prefix_default_language", of: element.node).map { evaluator.value(of: $0) }
      == .bool(false)
    readAll(arguments(of: element.node), element.frame, isOptional ? mount : mount.below("{language}/", []))
  }

  // MARK: Routes

  private static let translations = ["_", "gettext_lazy", "gettext", "ugettext_lazy", "pgettext_lazy"]

  /// The text of a route.
  private func text(of route: NodeRef, _ frame: Frame?) -> String? {
    var ref = route
    if let file = context.program.file(ref.file), file[ref.node].kind == .call,
      let callee = file.child(ref.node, .callee),
      Self.translations.contains(context.program.text(file[callee].name)), let inner = evaluator.argument(0, of: ref)
    {
      ref = inner
    }
    if let text = template(ref, frame) { return text }
    let value = self.value(ref, frame)
    if let name = value.externalName, name.hasPrefix("django.conf.settings.") {
      return DjangoText.best(settings.value(String(name.dropFirst("django.conf.settings.".count))))
    }
    return DjangoText.best(value)
  }

  /// `f"{prefix}admin/"`, each part by the text that is wholly known.
  private func template(_ ref: NodeRef, _ frame: Frame?) -> String? {
    guard let file = context.program.file(ref.file), file[ref.node].kind == .template else { return nil }
    return file.children(ref.node).map { part in
      DjangoText.best(value(NodeRef(file: ref.file, node: part), frame)) ?? String(Value.hole)
    }.joined()
  }

  /// `static("/media/", view=serve_media)`: files below a prefix, through a view of the project.
  private mutating func readStatic(_ element: DjangoElement, _ mount: DjangoMount) {
    guard let given = evaluator.argument(named: "view", of: element.node),
      let route = evaluator.argument(0, of: element.node),
      let prefix = DjangoText.best(value(route, element.frame))
    else { return }
    let variable = DjangoPaths.Variable(name: "path", converter: "path", isFree: true)
    let inner = mount.below(prefix + "{path}", [variable])
    for target in views(given, element.frame) {
      add(DjangoRoute(mount: inner, call: element.node, frame: element.frame), target)
    }
  }

  private mutating func readRoute(_ element: DjangoElement, _ mount: DjangoMount, isPattern: Bool) {
    guard
      let route = evaluator.argument(0, of: element.node)
        ?? evaluator.argument(named: isPattern ? "regex" : "route", of: element.node)
        ?? evaluator.argument(named: "route", of: element.node),
      let view = argument(1, "view", of: element.node)
    else { return }
    let isInclude = isIncluding(view, element.frame)
    // A prefix that only the deployment knows is mostly none.
    let text = self.text(of: route, element.frame) ?? (isInclude ? "" : String(Value.hole))
    let (template, variables) = isPattern ? DjangoPaths.pattern(text) : DjangoPaths.route(text)
    var inner = mount.below(template, variables)
    if isInclude {
      inner.location = context.location(element.node)
      return readInclude(view, element.frame, inner)
    }
    for target in views(view, element.frame) {
      add(DjangoRoute(mount: inner, call: element.node, frame: element.frame), target)
    }
  }

  /// Whether what a route leads to is more routes.
  private func isIncluding(_ view: NodeRef, _ frame: Frame?) -> Bool {
    guard let file = context.program.file(view.file) else { return false }
    switch file[view.node].kind {
    case .tuple, .list: return true
    case .member: return context.program.text(file[view.node].name) == "urls"
    case .call:
      guard let callee = file.child(view.node, .callee) else { return false }
      return ["include", "decorator_include"].contains(context.program.text(file[callee].name))
        || calleeName(of: view, in: frame)?.hasSuffix(".include") == true
    case .name:
      if case .literal = value(view, frame) { return true }
      return value(view, frame).externalName?.hasSuffix("urls.include") ?? false
    default: return false
    }
  }

  private mutating func readInclude(_ view: NodeRef, _ frame: Frame?, _ mount: DjangoMount) {
    guard let file = context.program.file(view.file) else { return }
    if file[view.node].kind == .name, let site = value(view, frame).site, site != view {
      return readInclude(site, frame, mount)
    }
    guard file[view.node].kind == .call, let callee = file.child(view.node, .callee) else {
      return readIncluded(view, frame, mount)
    }
    if context.program.text(file[callee].name) == "decorator_include" {
      var inner = mount
      if let decorator = argument(0, "decorators", of: view) {
        let listed = evaluator.elementNodes(of: evaluator.value(of: decorator))
        inner.decorators += listed.isEmpty ? [decorator] : listed
      }
      if let given = argument(1, "arg", of: view) { readIncluded(given, frame, inner) }
      return
    }
    if let given = argument(0, "arg", of: view) { readIncluded(given, frame, mount) }
  }

  /// What is given to `include`: a module, its name, a list, or a tuple of a list and names.
  private mutating func readIncluded(_ ref: NodeRef, _ frame: Frame?, _ mount: DjangoMount) {
    guard let file = context.program.file(ref.file) else { return }
    if file[ref.node].kind == .member, let object = file.child(ref.node, .object),
      context.program.text(file[ref.node].name) == "urls",
      readOwner(object, DjangoElement(node: ref, frame: frame), mount)
    {
      return
    }
    if readConfiguration(ref, frame, mount) { return }
    switch value(ref, frame) {
    case .string(let text):
      if case .file(let id) = context.program.modules.python(text, from: file.source.path) { readFile(id, mount) }
      return
    case .module(let id): return readFile(id, mount)
    case .literal(let literal):
      // `([patterns], "namespace")`.
      let parts = evaluator.elementNodes(of: .literal(literal))
      if parts.count == 2 || parts.count == 3, context.program.node(literal)?.kind == .tuple,
        parts[1...].allSatisfy({ isName($0) }), parts[0] != ref
      {
        return readIncluded(parts[0], frame, mount)
      }
    default: break
    }
    for element in lists.elements(of: ref, in: frame) { read(element, mount) }
  }

  private func isName(_ ref: NodeRef) -> Bool {
    let value = evaluator.value(of: ref)
    return value.text != nil || value == .null
  }

  /// `router.urls`, `api.urls`, `module.urls`: the routes of an object.
  @discardableResult
  private mutating func readOwner(_ object: NodeID, _ element: DjangoElement, _ mount: DjangoMount) -> Bool {
    let ref = NodeRef(file: element.node.file, node: object)
    var isFound = false
    for alternative in value(ref, element.frame).alternatives {
      if case .module(let id) = alternative {
        guard case .module(let inner) = evaluator.member("urls", of: .module(id)) else { continue }
        readFile(inner, mount)
        isFound = true
        continue
      }
      guard let site = alternative.site else { continue }
      if routers[site] != nil || isRouter(alternative) {
        readRouter(site, DjangoRoute(mount: mount, call: element.node, frame: element.frame), depth: 0)
        isFound = true
      } else if isNinja(alternative) {
        readNinjaAPI(site, mount)
        isFound = true
      }
    }
    return isFound
  }
}
