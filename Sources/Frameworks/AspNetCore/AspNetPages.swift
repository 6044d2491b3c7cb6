internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Razor Pages: views with `@page` in `Pages` and `Areas/X/Pages`, and the handlers of their models (`OnGet`,
/// `OnPostDeleteAsync`). The page of a folder, `Index`, is reported at the folder's own path.
struct AspNetPages {
  let context: RecognizerContext
  let walk: AspNetWalk
  let auth: AspNetAuth
  let projects: AspNetProjects
  let attributes: AspNetAttributes
  let conventions: AspNetPageConventions
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()

  init(
    _ context: RecognizerContext, _ walk: AspNetWalk, _ auth: AspNetAuth, _ projects: AspNetProjects, _ files: [FileID]
  ) {
    self.context = context
    self.walk = walk
    self.auth = auth
    self.projects = projects
    attributes = AspNetAttributes(context: context)
    conventions = AspNetPageConventions(context, walk, files)
  }

  mutating func read() {
    guard walk.applications.contains(where: { !$0.pages.isEmpty }) else { return }
    for document in context.program.tree.documents where document.path.hasSuffix(".cshtml") {
      guard let place = place(of: document), let page = RazorPage(document.bytes) else { continue }
      let serving = projects.applications(serving: document.id, walk.applications).filter { !$0.pages.isEmpty }
      if !serving.isEmpty { add(page, place, document, serving) }
    }
  }

  /// Where a view lies: its area, and its path below the folder of pages, without the ending.
  private func place(of document: SourceFile) -> AspNetPagePlace? {
    let folder = projects.project(of: document.id) ?? ""
    var parts = document.path.split(separator: "/").dropFirst(folder.split(separator: "/").count)
    var area: String?
    if parts.first == "Areas", parts.count > 2 {
      area = parts.dropFirst().first.map(String.init)
      parts = parts.dropFirst(2)
    }
    guard parts.first == "Pages", parts.count > 1 else { return nil }
    let path = parts.dropFirst().map(String.init).joined(separator: "/")
    return AspNetPagePlace(area: area, path: "/" + path.dropLast(".cshtml".utf8.count))
  }

  // MARK: Endpoints

  private mutating func add(
    _ page: RazorPage, _ place: AspNetPagePlace, _ document: SourceFile, _ serving: [AspNetApplication]
  ) {
    let model = model(of: page, document)
    let handlers = model.map { self.handlers(of: $0) } ?? []
    let judged = judged(page, place, model, serving)
    for template in templates(page, place, serving) {
      // A page is shown though it has no handler for that.
      if !handlers.contains(where: { $0.verb == "GET" && $0.name.isEmpty }) {
        add("GET", "", template, nil, Location(file: document.path, line: page.line), place, judged)
      }
      for handler in handlers {
        let declared = context.declarationLocation(handler.method)
        add(handler.verb, handler.name, template, handler.method, declared, place, judged)
      }
    }
    if let model { sources.views.formUnion(context.evaluator.lineage(of: model)) }
  }

  private func templates(_ page: RazorPage, _ place: AspNetPagePlace, _ serving: [AspNetApplication]) -> [String] {
    let routes = conventions.routes(of: place, serving)
    if AspNetTemplate.isAbsolute(page.template) { return [page.template] + routes }
    let own = place.path.hasSuffix("/Index") ? place.path.dropLast("/Index".utf8.count) : place.path[...]
    return [AspNetTemplate.combined((place.area.map { "/" + $0 } ?? "") + own, page.template)] + routes
  }

  private mutating func add(
    _ verb: String, _ name: String, _ template: String, _ method: NodeRef?, _ registered: Location,
    _ place: AspNetPagePlace, _ judged: AspNetAuth.Judged
  ) {
    // `@page "{handler?}"`: the handler's name is a part of the path.
    let named = AspNetTemplate.replacingParameter("handler", by: name, in: template)
    let (path, isConstrained) = AspNetTemplate.path(named ?? template)
    let isAsked = named == nil && !name.isEmpty
    let handler = method.map { context.handler($0) } ?? Handler(name: place.path, location: registered, function: nil)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: verb, path: isAsked ? path + "?handler=" + name : path,
      framework: "aspnetcore", auth: judged.auth, handler: handler, registered: registered)
    endpoint.middleware = judged.middleware
    endpoint.rateLimit = judged.middleware.first { $0.kind == .rateLimit }
    endpoint.isConstrained = isConstrained
    if let method {
      if endpoint.auth.requirement == .none {
        endpoint.auth = endpoint.auth.stronger(AspNetRefusals(context: context).check(in: method))
      }
      let inputs = AspNetInputs(
        context: context, attributes: attributes, path: AspNetTemplate.parameters(template),
        hasBody: !["GET", "HEAD", "DELETE"].contains(verb), isController: true)
      endpoint.inputs = inputs.inputs(of: method)
      inputs.note(method, &sources)
    }
    endpoint.router = 6_000_000 + endpoints.count
    endpoints.append(endpoint)
  }

  private func judged(
    _ page: RazorPage, _ place: AspNetPagePlace, _ model: NodeRef?, _ serving: [AspNetApplication]
  ) -> AspNetAuth.Judged {
    var facts = AspNetAuth.Facts()
    for type in model.map({ context.evaluator.lineage(of: $0) }) ?? [] {
      for attribute in attributes.attributes(of: type) { auth.add(attribute, &facts) }
    }
    conventions.add(to: &facts, for: place, serving)
    if page.attributes.contains(where: { Self.names($0).contains("AllowAnonymous") }) { facts.isAnonymous = true }
    var judged = auth.judged(facts, serving, \.pages)
    let written = page.attributes.first { Self.names($0).contains("Authorize") }
    if let written, !facts.isAnonymous, judged.auth.requirement != .required {
      // Its policy, if it names one, may ask for something else.
      judged.auth = Auth(written.contains("Policy") || written.contains("(\"") ? .unknown : .required, by: "Authorize")
    }
    return judged
  }

  private static func names(_ attribute: String) -> [String] {
    attribute.split { !$0.isLetter }.map { AspNetAttributes.short(String($0)) }
  }

  // MARK: Models

  /// The class of a page: that of the file beside it which `@model` names, or the first one there.
  private func model(of page: RazorPage, _ document: SourceFile) -> NodeRef? {
    let name = page.model?.split(separator: ".").last.map(String.init)
    let beside = context.program.fileIDs.first { context.program.tree[$0].path == document.path + ".cs" }
    guard let beside, let file = context.program.file(beside), let index = context.program.index(of: beside) else {
      return nil
    }
    let types = index.scopes.filter { $0.kind == .type && file[$0.node].kind == .classDeclaration }
    let named = types.first { context.program.text(file[$0.node].name) == name }
    return (named ?? types.first).map { NodeRef(file: beside, node: $0.node) }
  }

  private struct PageHandler {
    let verb: String
    /// What `?handler=` has to say for it; "" for the one that answers without.
    let name: String
    let method: NodeRef
  }

  private func handlers(of model: NodeRef) -> [PageHandler] {
    var found: [PageHandler] = []
    for type in context.evaluator.lineage(of: model) {
      guard let file = context.program.file(type.file), let body = file.child(type.node, .body) else { continue }
      for member in file.children(body) where file[member].kind == .function {
        let flags = file[member].flags
        let method = NodeRef(file: type.file, node: member)
        guard flags.contains(.exported), !flags.contains(.isStatic),
          let (verb, name) = Self.handler(context.program.text(file[member].name)),
          !found.contains(where: { $0.verb == verb && $0.name == name }),
          !attributes.attributes(of: method).contains(where: { $0.name == "NonHandler" })
        else { continue }
        found.append(PageHandler(verb: verb, name: name, method: method))
      }
    }
    return found
  }

  private static let verbs = ["Get", "Post", "Put", "Delete", "Patch", "Head", "Options"]

  /// "OnPostDeleteAsync" answers POST as "Delete".
  private static func handler(_ method: String) -> (verb: String, name: String)? {
    guard method.hasPrefix("On") else { return nil }
    var rest = method.dropFirst(2)
    guard let verb = verbs.first(where: { rest.hasPrefix($0) }) else { return nil }
    rest = rest.dropFirst(verb.count)
    if rest.hasSuffix("Async") { rest = rest.dropLast(5) }
    guard rest.first.map({ $0.isUppercase || $0 == "_" }) ?? true else { return nil }
    return (verb.uppercased(), String(rest))
  }
}
