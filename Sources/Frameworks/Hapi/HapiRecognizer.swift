internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// hapi: servers, plugins and their prefixes, route objects, authentication by strategy, loaded folders.
enum HapiRecognizer: Recognizer {
  static let name = "hapi"
  static let triggers = ["@hapi/hapi", "hapi", "@hapi/glue", "@hapipal/haute-couture", "haute-couture"]

  static let server = "@hapi/hapi.Server"

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    context.evaluator.usesExampleSettings = true
    var walk = HapiWalk(context: context)
    walk.readServers()
    walk.readManifests()
    walk.readLooseRoutes()
    var reading = HapiEndpoints(walk: walk)
    reading.read()
    draft.endpoints += reading.endpoints
    draft.sources.merge(reading.sources)
    if let first = reading.firstUse { draft.frameworks.append(FrameworkUse(name: name, location: first)) }
  }
}

/// A server, or what a plugin gets of it.
final class HapiRealm {
  let site: NodeRef
  let prefix: String
  /// Where the plugin is registered; `nil` for the server itself.
  let registered: NodeRef?

  init(site: NodeRef, prefix: String, registered: NodeRef?) {
    self.site = site
    self.prefix = prefix
    self.registered = registered
  }
}

/// A route object and where it is added.
struct HapiRoute {
  let object: NodeRef
  let entries: [String: NodeRef]
  let realm: HapiRealm
  let frame: Frame?
}

/// A function that runs before handlers of all routes.
struct HapiExtension {
  let ref: NodeRef
  let frame: Frame?
}
