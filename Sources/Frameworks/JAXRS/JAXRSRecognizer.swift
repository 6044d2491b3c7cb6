internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// JAX-RS, however it is run: Jersey, RESTEasy, Quarkus, Dropwizard, Helidon, application servers.
enum JAXRSRecognizer: Recognizer {
  static let name = "jaxrs"
  static let triggers = [
    "jakarta.ws.rs", "javax.ws.rs", "io.quarkus.vertx.web", "jakarta.websocket.server", "javax.websocket.server",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let project = JavaProject(context)
    var resources = JAXRSResources(project)
    resources.read()
    var others = JavaOtherRoutes(project)
    others.read()
    draft.endpoints += resources.endpoints + others.endpoints
    draft.sources.merge(resources.sources)
    if let first = resources.firstUse ?? others.firstUse {
      draft.frameworks.append(FrameworkUse(name: name, location: first))
    }
  }
}
