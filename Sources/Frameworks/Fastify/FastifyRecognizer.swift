internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Fastify: applications, plugins and what they encapsulate, hooks, decorators, autoloaded folders.
enum FastifyRecognizer: Recognizer {
  static let name = "fastify"
  static let triggers = ["fastify", "fastify-plugin", "@fastify/autoload"]

  static let verbs: Set<String> = [
    "get", "post", "put", "delete", "patch", "head", "options", "all", "trace", "query", "propfind", "proppatch",
    "mkcol", "copy", "move", "lock", "unlock", "search", "report", "mkcalendar",
  ]
  static let others: Set<String> = ["route", "register", "addHook", "use"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    context.evaluator.usesExampleSettings = true
    var walk = FastifyWalk(context: context)
    walk.readRoots()
    walk.readLoosePlugins()
    var reading = FastifyEndpoints(walk: walk)
    reading.read()
    draft.endpoints += reading.endpoints
    draft.sources.merge(reading.sources)
    if let first = reading.firstUse { draft.frameworks.append(FrameworkUse(name: name, location: first)) }
  }
}

/// An application, or what a plugin gets of it: its own hooks and those of all around it.
final class FastifyInstance {
  let site: NodeRef
  let parent: FastifyInstance?
  let prefix: String
  var hooks: [FastifyHook] = []
  /// A limiter for all of its routes.
  var rateLimit: NodeRef?
  /// A hook that changes what its routes ask for as they are added.
  var routeHook: NodeRef?

  init(site: NodeRef, parent: FastifyInstance?, prefix: String) {
    self.site = site
    self.parent = parent
    self.prefix = prefix
  }

  /// From the application inwards.
  var lineage: [FastifyInstance] {
    var found: [FastifyInstance] = []
    var current: FastifyInstance? = self
    while let instance = current, found.count < 32 {
      found.append(instance)
      current = instance.parent
    }
    return found.reversed()
  }

  var fullPrefix: String { lineage.reduce("") { PathTemplate.below($0, $1.prefix) } }
}

/// Something that runs before handlers.
struct FastifyHook {
  /// "onRequest", "preHandler", …
  let moment: String
  let ref: NodeRef
  let frame: Frame?
  /// Below which path it runs; "" for all.
  var path = ""
  /// Express's kind of middleware, which goes on by calling `next`.
  var isMiddleware = false

  /// In the order in which they run.
  static let moments = ["onRequest", "preParsing", "preValidation", "preHandler"]
}

/// A registered route, before what surrounds it is applied.
struct FastifyRoute {
  let call: NodeRef
  let methods: [String]
  let path: String
  let instance: FastifyInstance
  let handler: NodeRef?
  let options: [String: NodeRef]
  let frame: Frame?
  /// Nobody was seen to register its plugin.
  let isLoose: Bool
  /// The folder whose files it answers with.
  var folder: String?
}
