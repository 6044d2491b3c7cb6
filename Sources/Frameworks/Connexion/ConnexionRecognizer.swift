internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Connexion: the OpenAPI document says what is served, its `operationId`s name the functions.
enum ConnexionRecognizer: Recognizer {
  static let name = "connexion"
  static let triggers = ["connexion"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = ConnexionReading(context: context)
    reading.read()
    draft.endpoints += reading.endpoints
    draft.frameworks += reading.frameworks
    draft.sources.merge(reading.sources)
  }
}

struct ConnexionReading {
  let context: RecognizerContext
  /// What stands before handlers of the Flask application underneath.
  private var flask: FlaskReading
  private let documents: ConnexionDocuments
  var endpoints: [Endpoint] = []
  var frameworks: [FrameworkUse] = []
  var sources = RequestSources()
  private var router = 0

  init(context: RecognizerContext) {
    self.context = context
    flask = FlaskReading(context: context)
    documents = ConnexionDocuments(context)
  }

  private var evaluator: Evaluator { context.evaluator }

  mutating func read() {
    let calls = context.registrations(of: ["add_api"], on: FlaskLibraries.connexion)
    guard !calls.isEmpty else { return }
    flask.readMounts()
    flask.readHooks()
    for call in calls {
      guard let site = call.site,
        let given = evaluator.argument(0, of: call.call) ?? evaluator.argument(named: "specification", of: call.call)
      else { continue }
      if frameworks.isEmpty {
        frameworks.append(FrameworkUse(name: "connexion", location: context.location(call.call)))
      }
      for document in documents.named(in: given) { read(document, call, site) }
    }
  }

  private mutating func read(_ document: OpenAPIDocument, _ call: Registration, _ site: NodeRef) {
    router += 1
    let base = basePath(call) ?? document.basePath
    let resolver = ConnexionResolver(context, call: call)
    for operation in document.operations() {
      let function = resolver.function(of: operation)
      let place = operation.location
      let handler =
        function.map { context.handler($0) } ?? Handler(name: operation.identifier, location: place, function: nil)
      var endpoint = Endpoint(
        id: EndpointID(index: 0), method: operation.method, path: PathTemplate.join(base, operation.path),
        framework: "connexion", auth: operation.auth(in: document), handler: handler, registered: place)
      let request = AnonymousRequest(method: endpoint.method, path: endpoint.path)
      let (hooked, before) = flask.hookAuth([site], request)
      endpoint.auth = endpoint.auth.stronger(hooked)
      endpoint.middleware = before
      if let function { apply(function, request, &endpoint) }
      endpoint.inputs = operation.inputs(in: document)
      if let function { addSources(function, endpoint.inputs) }
      endpoint.mounted = context.location(call.call)
      endpoint.router = router
      endpoint.order = endpoints.count
      endpoints.append(endpoint)
    }
  }

  /// `base_path=…`, where it can be seen.
  private func basePath(_ call: Registration) -> String? {
    guard let given = evaluator.argument(named: "base_path", of: call.call) else { return nil }
    let value = evaluator.value(of: given, in: call.context.frame)
    return value.alternatives.compactMap(\.constantText).first
  }

  private func apply(_ function: NodeRef, _ request: AnonymousRequest, _ endpoint: inout Endpoint) {
    for decorator in flask.guards.decorators(of: function) {
      let auth = flask.guards.auth(of: decorator)
      endpoint.auth = endpoint.auth.stronger(auth)
      endpoint.middleware.append(flask.guards.middleware(decorator, auth))
    }
    guard endpoint.auth.requirement == .none || endpoint.auth.requirement == .optional else { return }
    let verdict = AnonymousWalk(context, memory: flask.guards.memory, request: request).handler(function)
    guard verdict.requirement == .required else { return }
    endpoint.auth = Auth(.required, by: "check in the handler", location: verdict.location)
  }

  private mutating func addSources(_ function: NodeRef, _ inputs: [Input]) {
    for parameter in evaluator.parameters(of: function) {
      guard let node = context.program.node(parameter) else { continue }
      let name = context.program.text(node.name)
      if name == "body" {
        sources.parameters[parameter] = .value(name: name, place: .body, isText: true)
      } else if let input = inputs.first(where: { $0.name == name }) {
        let isText = !["integer", "number", "boolean", "uuid"].contains(input.type)
        sources.parameters[parameter] = .value(name: name, place: input.place, isText: isText)
        if input.maximum != nil { sources.bounded.insert(parameter) }
        if input.place == .path, isText { sources.segments.insert(parameter) }
      }
    }
  }
}
