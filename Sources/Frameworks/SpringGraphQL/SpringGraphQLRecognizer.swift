internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// GraphQL in Java: Spring for GraphQL, Netflix' DGS, graphql-java's own wiring and the resolvers of graphql-java-tools.
enum SpringGraphQLRecognizer: Recognizer {
  static let name = "spring-graphql"
  static let triggers = [
    "org.springframework.graphql", "com.netflix.graphql.dgs", "graphql.kickstart.tools", "com.coxautodev.graphql.tools",
    "graphql.schema.idl",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let project = JavaProject(context)
    var reading = JavaGraphReading(project)
    reading.read()
    draft.endpoints += reading.endpoints
    draft.fieldResolvers += reading.fields
    draft.sources.merge(reading.sources)
    draft.graphQLServers += JavaGraphServers(project).servers(reading.uses, nests: reading.nests)
    for use in reading.uses where !draft.frameworks.contains(where: { $0.name == use.framework }) {
      draft.frameworks.append(FrameworkUse(name: use.framework, location: use.location))
    }
  }
}

/// An application with operations: by its first one.
struct JavaGraphUse {
  let framework: String
  let module: Int?
  let location: Location
}
