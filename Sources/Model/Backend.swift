package import Source

/// One model of a backend, whatever its language and frameworks: what every rule, document and report reads.
/// Pure values, no syntax; every fact carries the place that shows it. Lists are in a fixed order (path, position).
package struct Backend: Sendable {
  package var project = Project()
  package var languages: [LanguageUse] = []
  package var frameworks: [FrameworkUse] = []
  package var services: [Service] = []
  /// `endpoints[i].id.index == i`.
  package var endpoints: [Endpoint] = []
  /// Folders whose files are served as they are. Nothing of the project runs for them, so they stand apart: what is
  /// asked of endpoints (credentials, limits, …) is not asked of a style sheet.
  package var servedFolders: [Endpoint] = []
  /// OpenAPI and Swagger documents, in the order of their paths.
  package var documents: [APIDocument] = []
  /// `functions[i].id.index == i`.
  package var functions: [Function] = []
  /// `effects[i].id.index == i`; a function's effects are contiguous and in source order.
  package var effects: [Effect] = []
  package var transactions: [Transaction] = []
  package var flows: [Flow] = []
  package var handlers: [ErrorHandler] = []
  package var retries: [Retry] = []
  package var fanOuts: [FanOut] = []
  package var updates: [ReadModifyWrite] = []
  package var relationReads: [RelationRead] = []
  package var sharedStates: [SharedState] = []
  package var bufferPuts: [BufferPut] = []
  /// What is not given back on every way; what is, is left out.
  package var handles: [Handle] = []
  package var cancellations: [Cancellation] = []
  package var tables: [Table] = []
  package var dataStores: [DataStore] = []
  package var jobs: [Job] = []
  package var servers: [Server] = []
  package var corsPolicies: [CORSPolicy] = []
  package var graphQLServers: [GraphQLServer] = []
  package var fieldResolvers: [FieldResolver] = []
  package var settings: [Setting] = []
  package var secrets: [HardcodedSecret] = []
  package var dependencies: [Dependency] = []
  package var deployment = Deployment()
  package var notes: [ProjectNote] = []
  package var diagnostics: [Diagnostic] = []

  package init() {}

  /// Without the endpoints that only developers and tests have.
  package var asServed: Backend {
    guard endpoints.contains(where: \.isForDevelopment) else { return self }
    var served = self
    var ids = [EndpointID?](repeating: nil, count: endpoints.count)
    served.endpoints = []
    for var endpoint in endpoints where !endpoint.isForDevelopment {
      let id = EndpointID(index: UInt32(served.endpoints.count))
      ids[Int(endpoint.id.index)] = id
      endpoint.id = id
      served.endpoints.append(endpoint)
    }
    served.documents = documents.map { $0.renumbered { ids[Int($0.index)] } }
    served.flows = flows.compactMap { flow in
      var known = flow
      known.endpoints = flow.endpoints.compactMap { ids[Int($0.index)] }
      return known.endpoints.isEmpty && !flow.endpoints.isEmpty ? nil : known
    }
    return served
  }

  // Read in place: these are large values, and rules ask for them at every step of every endpoint's path.
  package subscript(id: FunctionID) -> Function { _read { yield functions[Int(id.index)] } }
  package subscript(id: EffectID) -> Effect { _read { yield effects[Int(id.index)] } }
  package subscript(id: EndpointID) -> Endpoint { _read { yield endpoints[Int(id.index)] } }
}

/// What is reviewed.
package struct Project: Sendable, Hashable {
  package var name = ""
  /// The commit, or "" outside version control.
  package var revision = ""

  package init() {}
}

/// How much of a language there is, and how much of it was understood.
package struct LanguageUse: Sendable, Hashable {
  package var name: String
  package var files = 0
  package var lines = 0
  package var bytes = 0
  package var filesWithSyntaxErrors = 0
  /// Share of IR nodes that were not understood, from 0 to 1.
  package var unknownSyntaxShare = 0.0

  package init(name: String) { self.name = name }
}

/// A framework in use, as its recognizer saw it.
package struct FrameworkUse: Sendable, Hashable {
  /// Lower-case public name: "fastapi", "express", "django-rest-framework".
  package let name: String
  /// Where it was first seen.
  package let location: Location

  package init(name: String, location: Location) {
    self.name = name
    self.location = location
  }
}

/// What is deployed as one unit.
package struct Service: Sendable, Hashable {
  /// Relative to the project; "" is the root.
  package var root: String
  package var name: String
  package var languages: [String] = []
  package var frameworks: [String] = []
  /// Files that start it.
  package var entryPoints: [Location] = []
  /// Commands seen in Dockerfiles, Procfiles, package scripts.
  package var startCommands: [StartCommand] = []

  package init(root: String, name: String) {
    self.root = root
    self.name = name
  }
}

/// A command that starts a service.
package struct StartCommand: Sendable, Hashable {
  package let command: String
  package let location: Location
  /// Whether the process gets signals itself (exec form), or a shell is in between.
  package let receivesSignals: Bool

  package init(command: String, location: Location, receivesSignals: Bool) {
    self.command = command
    self.location = location
    self.receivesSignals = receivesSignals
  }
}

/// A package from a manifest or lock file.
package struct Dependency: Sendable, Hashable {
  package let name: String
  /// As written, or the locked version.
  package let version: String
  package let location: Location
  package let isDevelopment: Bool

  package init(name: String, version: String, location: Location, isDevelopment: Bool) {
    self.name = name
    self.version = version
    self.location = location
    self.isDevelopment = isDevelopment
  }
}

/// A document of the project's own that tells people or agents about it.
package struct ProjectNote: Sendable, Hashable {
  package let file: String
  package let text: String

  package init(file: String, text: String) {
    self.file = file
    self.text = text
  }
}
