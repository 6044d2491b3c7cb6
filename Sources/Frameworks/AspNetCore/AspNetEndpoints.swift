internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Makes endpoints of the actions of controllers.
struct AspNetEndpoints {
  let context: RecognizerContext
  let controllers: AspNetControllers
  let auth: AspNetAuth
  let projects: AspNetProjects
  let applications: [AspNetApplication]
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()
  private(set) var firstUse: Location?
  private var seen: Set<String> = []
  private let transformers: AspNetTokenTransformers

  init(
    _ context: RecognizerContext, _ auth: AspNetAuth, _ projects: AspNetProjects, _ applications: [AspNetApplication]
  ) {
    self.context = context
    self.auth = auth
    self.projects = projects
    self.applications = applications
    controllers = AspNetControllers(context)
    transformers = AspNetTokenTransformers(context, projects)
  }

  mutating func read(_ files: [FileID]) {
    for id in files {
      for controller in controllers.controllers(in: id) { add(controller) }
    }
  }

  private mutating func add(_ controller: AspNetController) {
    for type in controller.lineage { sources.views.insert(type) }
    let serving = projects.applications(serving: controller.type.file, applications)
    for action in controllers.actions(of: controller) {
      for selector in controllers.selectors(of: action) {
        let verbs = selector.verbs.isEmpty ? ["ANY"] : selector.verbs
        for template in templates(selector, controller, action, serving) {
          for verb in verbs { add(controller, action, selector, verb, template, serving) }
        }
      }
    }
  }

  /// The full templates of one way to reach an action.
  private func templates(
    _ selector: AspNetSelector, _ controller: AspNetController, _ action: AspNetAction,
    _ serving: [AspNetApplication]
  ) -> [String] {
    let tokens = transformers.transformed(tokens(controller, action), serving)
    if let template = selector.template {
      let outer = AspNetTemplate.isAbsolute(template) || controller.templates.isEmpty ? [""] : controller.templates
      return outer.map { AspNetTemplate.replacingTokens(AspNetTemplate.combined($0, template), tokens) }
    }
    if !controller.templates.isEmpty {
      return controller.templates.map { AspNetTemplate.replacingTokens($0, tokens) }
    }
    var found: [String] = []
    for pattern in serving.flatMap(\.patterns) {
      let isForAreas = pattern.area != nil || pattern.template.contains("{area")
      guard isForAreas == (controller.area != nil), pattern.area == nil || pattern.area == controller.area,
        pattern.controller == nil || pattern.controller == controller.name,
        pattern.action == nil || pattern.action == tokens["action"]
      else { continue }
      let path = AspNetTemplate.conventional(pattern.template, tokens, parameters: action.parameters)
      if !found.contains(path) { found.append(path) }
    }
    return found
  }

  private func tokens(_ controller: AspNetController, _ action: AspNetAction) -> [String: String] {
    var name = action.name.hasSuffix("Async") ? String(action.name.dropLast(5)) : action.name
    if let given = action.attributes.first(where: { $0.name == "ActionName" }),
      let text = controllers.attributes.positional(given).first.flatMap({ controllers.attributes.text($0) })
    {
      name = text
    }
    var tokens = ["controller": controller.name, "action": name]
    if let area = controller.area { tokens["area"] = area }
    return tokens
  }

  private mutating func add(
    _ controller: AspNetController, _ action: AspNetAction, _ selector: AspNetSelector, _ verb: String,
    _ template: String, _ serving: [AspNetApplication]
  ) {
    let (path, isConstrained) = AspNetTemplate.path(template)
    guard seen.insert("\(verb) \(path) \(action.method)").inserted else { return }
    let place = selector.place.map { context.location($0) } ?? context.declarationLocation(action.method)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: verb, path: path, framework: "aspnetcore", auth: Auth(.none),
      handler: context.handler(action.method), registered: place)
    if firstUse == nil { firstUse = place }
    endpoint.isConstrained = isConstrained
    endpoint.isUndocumentedOnPurpose = (action.attributes + controller.attributes).contains {
      $0.name == "ApiExplorerSettings" && (controllers.attributes.named("IgnoreApi", $0) != nil)
    }
    let judged = auth.auth(of: controller, action, serving)
    endpoint.auth = judged.auth
    endpoint.middleware = judged.middleware
    endpoint.rateLimit = judged.middleware.first { $0.kind == .rateLimit }
    if endpoint.auth.requirement == .none {
      endpoint.auth = endpoint.auth.stronger(AspNetRefusals(context: context).check(in: action.method))
    }
    let inputs = AspNetInputs(
      context: context, attributes: controllers.attributes, path: AspNetTemplate.parameters(template),
      hasBody: !["GET", "HEAD", "DELETE", "ANY"].contains(verb), isController: true)
    endpoint.inputs = inputs.inputs(of: action.method)
    inputs.note(action.method, &sources)
    endpoint.responses = AspNetResponses(context: context).responses(of: action.method)
    // Templates are tried by how specific they are.
    endpoint.router = endpoints.count
    endpoint.order = endpoints.count
    endpoints.append(endpoint)
  }
}
