/// The names of JAX-RS, of before and after it moved to `jakarta`.
enum JAXRSNames {
  static let packages = ["jakarta.ws.rs.", "javax.ws.rs."]

  static func both(_ name: String) -> Set<String> { Set(packages.map { $0 + name }) }

  static let path = both("Path")
  static let application = both("core.Application")
  static let applicationPath = both("ApplicationPath")
  static let httpMethod = both("HttpMethod")
  static let nameBinding = both("NameBinding")
  static let provider = both("ext.Provider")
  static let requestFilter = both("container.ContainerRequestFilter")
  static let verbs: [String: String] = {
    var verbs: [String: String] = [:]
    for package in packages {
      for verb in ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"] { verbs[package + verb] = verb }
    }
    return verbs
  }()
  static let restClient: Set<String> = ["org.eclipse.microprofile.rest.client.inject.RegisterRestClient"]

  static func security(_ name: String) -> Set<String> {
    ["jakarta.annotation.security." + name, "javax.annotation.security." + name]
  }
  static let authenticated: Set<String> = ["io.quarkus.security.Authenticated"]
  static let permissions: Set<String> = ["io.quarkus.security.PermissionsAllowed"]
}
