internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// aiohttp's server: applications, route tables, class views, sub-applications, middlewares.
enum AiohttpRecognizer: Recognizer {
  static let name = "aiohttp"
  static let triggers = ["aiohttp"]

  static let app = "aiohttp.web.Application"
  static let table = "aiohttp.web.RouteTableDef"
  static let router = "aiohttp.web.Application.router"
  static let verbs = ["get", "post", "put", "delete", "patch", "head", "options"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = AiohttpReading(context: context)
    reading.readMounts()
    reading.readMiddlewares()
    reading.readRouters()
    reading.readLists()
    reading.readTables()
    reading.readFolders()
    draft.endpoints += reading.endpoints
    draft.sources.merge(reading.sources)
    if let first = reading.firstUse { draft.frameworks.append(FrameworkUse(name: name, location: first)) }
  }
}

/// One pass over a program's aiohttp code.
struct AiohttpReading {
  let context: RecognizerContext
  let guards: DecoratorGuards
  var mounts = MountGraph<Registration>()
  /// Middlewares by application.
  var middlewares: [NodeRef: [NodeRef]] = [:]
  var endpoints: [Endpoint] = []
  var sources = RequestSources()
  var firstUse: Location?

  init(context: RecognizerContext) {
    self.context = context
    guards = DecoratorGuards(context, libraries: [:])
  }

  var evaluator: Evaluator { context.evaluator }

  /// The parts of a registered route.
  struct Route {
    var call: Registration
    /// The application or table; `nil` when it could not be seen.
    var host: NodeRef?
    var method: String
    var path: String
    var handler: NodeRef
  }
}
