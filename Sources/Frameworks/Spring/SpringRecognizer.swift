internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Spring MVC and WebFlux: controllers with annotations, functional routes, and Spring Security before them.
enum SpringRecognizer: Recognizer {
  static let name = "spring"
  static let triggers = [
    "org.springframework.web.bind.annotation", "org.springframework.stereotype",
    "org.springframework.web.servlet.function", "org.springframework.web.reactive.function.server",
    "org.springframework.boot.autoconfigure", "org.springframework.cloud.gateway.route",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let project = JavaProject(context)
    let applications = SpringApplications(project)
    var controllers = SpringControllers(project, applications)
    controllers.read()
    var routes = SpringFunctionalRoutes(project, applications)
    routes.read()
    var others = SpringOtherRoutes(project, applications)
    others.read()
    var messages = SpringMessages(project, applications)
    messages.read(others.endpoints)
    var gateway = SpringGatewayRoutes(project, applications)
    gateway.read()
    var settings = SpringGatewaySettings(project, applications)
    settings.read()
    draft.endpoints += controllers.endpoints + routes.endpoints + others.endpoints + gateway.endpoints
    var actuator = SpringActuator(project, applications)
    actuator.read()
    draft.endpoints += settings.endpoints + messages.endpoints + actuator.endpoints
    draft.sources.merge(controllers.sources)
    draft.sources.merge(routes.sources)
    draft.sources.merge(messages.sources)
    if let first = controllers.firstUse ?? routes.firstUse {
      draft.frameworks.append(FrameworkUse(name: name, location: first))
    }
  }
}
