internal import Model
internal import Resolution
internal import Source

/// `spring.jpa.open-in-view`: Spring Boot keeps a session open for each request of an application with JPA, unless its
/// settings say otherwise.
struct SpringSessions {
  let project: JavaProject

  /// What is done through the session of JPA.
  private static let callees = [
    "org.springframework.data.jpa.", "org.springframework.data.derived", "jakarta.persistence.", "org.hibernate.",
  ]

  /// The session of an application's requests; `nil` when there is none, or its settings could not be seen.
  func session(of application: SpringApplication) -> RequestSession? {
    guard let module = application.module, project.settings.hasSettings(module),
      needs("spring-boot-starter-data-jpa", module), isServlet(module)
    else { return nil }
    let setting = project.settings.value("spring.jpa.open-in-view", in: module)
    switch setting?.lowercased() {
    case nil: break
    case "true": break
    default: return nil
    }
    return RequestSession(
      application: project.modules.modules[module].folder, isStated: setting != nil, callees: Self.callees)
  }

  /// Spring Boot takes the servlet stack where both are there.
  private func isServlet(_ module: Int) -> Bool {
    needs("spring-boot-starter-web", module) || needs("spring-boot-starter-webmvc", module)
      || !needs("spring-boot-starter-webflux", module)
  }

  /// Maven's `group:artifact`, Gradle's `group:artifact:version` and names of catalogues.
  private func needs(_ artifact: String, _ module: Int) -> Bool {
    project.modules.depends(module) { dependency in
      dependency == artifact || dependency.split(separator: ":").contains { $0 == artifact }
        || dependency.hasSuffix(artifact)
    }
  }
}
