internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// The GraphQL servers of Java's applications: nobody writes them down, they come with the library. What bounds their
/// operations is an `Instrumentation` of graphql-java, which is there when some code makes one.
struct JavaGraphServers {
  let project: JavaProject

  init(_ project: JavaProject) { self.project = project }

  private var context: RecognizerContext { project.context }

  func servers(_ uses: [JavaGraphUse], nests: Bool?) -> [GraphQLServer] {
    let limit = hasLimit()
    return uses.map { use in
      var server = GraphQLServer(
        framework: use.framework, location: start(of: use) ?? use.location, hasLimit: limit,
        introspection: introspection(use))
      server.nests = nests
      return server
    }
  }

  /// The class that starts the application, which is the nearest that there is to a server.
  private func start(of use: JavaGraphUse) -> Location? {
    project.types.first { type in
      project.module(of: type.ref.file) == use.module
        && project.annotation(of: type.ref, among: SpringNames.application) != nil
    }.map { context.headLocation($0.ref) }
  }

  private static let limits = ["MaxQueryDepthInstrumentation", "MaxQueryComplexityInstrumentation"]
  private static let instrumentations = Set(
    ["Instrumentation", "SimpleInstrumentation", "SimplePerformantInstrumentation"].map {
      "graphql.execution.instrumentation." + $0
    } + limits.map { "graphql.analysis." + $0 })
  private static let words = ["depth", "complex", "cost", "limit", "token"]

  private func hasLimit() -> Bool {
    let made = Self.limits.flatMap { context.program.sites(called: $0) }
    if made.contains(where: { context.isServed($0.file) }) { return true }
    return project.types.contains { type in
      let name = type.name.lowercased()
      return Self.words.contains { name.contains($0) } && project.isSubtype(type, of: Self.instrumentations)
    }
  }

  private func introspection(_ use: JavaGraphUse) -> GraphQLServer.Introspection {
    for key in ["spring.graphql.schema.introspection.enabled", "dgs.graphql.introspection.enabled"] {
      switch project.settings.value(key, in: use.module) {
      case "false": return .off
      case "true": return .on
      case nil: continue
      default: return .unknown
      }
    }
    return .onByDefault
  }
}
