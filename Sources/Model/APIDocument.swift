package import Source

/// An OpenAPI or Swagger document of the project: what it says is served, and which endpoints answer it.
package struct APIDocument: Sendable {
  /// Relative to the project.
  package var file: String
  /// As the document names it: "3.0.3", "2.0".
  package var version: String
  package var title: String
  /// The paths of its `servers` or its `basePath`; "" where it names none.
  package var basePaths: [String]
  package var operations: [APIOperation]
  /// The prefix that the code serves its operations under; `nil` when it serves none of them.
  package var mountedAt: String?
  /// Frameworks read it to know what to serve (connexion): it is part of the code.
  package var isCode = false

  package init(file: String, version: String, title: String, basePaths: [String], operations: [APIOperation]) {
    self.file = file
    self.version = version
    self.title = title
    self.basePaths = basePaths
    self.operations = operations
  }

  /// Operations that endpoints were found for, by path and method or by name.
  package var matched: Int { operations.count { $0.match?.isSure ?? false } }
  /// Operations that no endpoint answers, as far as the code shows.
  package var unmatched: [APIOperation] { operations.filter { $0.match == nil } }
  /// Whether it describes this project's own service, and not that of somebody else whom the project calls.
  package var describesProject: Bool {
    operations.count < 3 ? matched == operations.count && matched > 0 : matched >= 3 && matched * 2 >= operations.count
  }
}

extension APIDocument {
  /// With other ids of endpoints; what answered by an endpoint that is gone may still be answered.
  func renumbered(_ id: (EndpointID) -> EndpointID?) -> APIDocument {
    var document = self
    for index in operations.indices {
      switch operations[index].match {
      case .path(let old): document.operations[index].match = id(old).map { .path($0) } ?? .perhaps(nil)
      case .name(let old): document.operations[index].match = id(old).map { .name($0) } ?? .perhaps(nil)
      case .perhaps(let old): document.operations[index].match = .perhaps(old.flatMap(id))
      case nil: break
      }
    }
    return document
  }
}

/// One operation of an API document.
package struct APIOperation: Sendable {
  /// What the document asks of callers.
  package enum Security: Sendable, Hashable {
    /// By the names of the schemes.
    case required([String])
    case optional
    /// `security: []`.
    case none
    /// Neither the operation nor the document says anything.
    case unsaid
  }

  /// How an endpoint was found for it.
  package enum Match: Sendable, Hashable {
    case path(EndpointID)
    /// Its `operationId` names the handler.
    case name(EndpointID)
    /// This one may answer it: a wildcard, an optional part, a path that could not be seen; `nil` when it is left out.
    case perhaps(EndpointID?)

    package var isSure: Bool { if case .perhaps = self { false } else { true } }
    package var endpoint: EndpointID? {
      switch self {
      case .path(let id), .name(let id): id
      case .perhaps(let id): id
      }
    }
  }

  /// Upper case.
  package var method: String
  /// As the document writes it, below its base path.
  package var path: String
  /// The `operationId`, or "".
  package var identifier: String
  package var security: Security
  package var location: Location
  /// The path of the `servers` of its own, where it has some.
  package var base: String?
  package var match: Match?
  /// The code has its path in some text, though no endpoint was found there.
  package var isMentioned = false

  package init(method: String, path: String, identifier: String, security: Security, location: Location) {
    self.method = method
    self.path = path
    self.identifier = identifier
    self.security = security
    self.location = location
  }

  package var title: String { "\(method) \(path)" }
}
