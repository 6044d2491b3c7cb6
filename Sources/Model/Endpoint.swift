package import Source

/// Index into `Backend.endpoints`.
package struct EndpointID: Hashable, Sendable, Comparable {
  package let index: UInt32
  package init(index: UInt32) { self.index = index }
  package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// One way into the backend from outside: a method and a full path as mounted, or its GraphQL, gRPC or WebSocket kin.
package struct Endpoint: Sendable {
  package enum Transport: String, Sendable {
    case http, websocket, graphql, grpc
    /// Server-sent events: an answer over HTTP that goes on.
    case sse
  }

  /// Who sends a stream of messages.
  package enum Streaming: String, Sendable { case client, server, both }

  package var id: EndpointID
  /// Upper case; `ANY` when every method is accepted. `RPC` for gRPC, whose path is `/package.Service/Method`; `QUERY`,
  /// `MUTATION` and `SUBSCRIPTION` of GraphQL; `MESSAGE` for what comes over a socket that is open.
  package var method: String
  /// Full template, parameters as `{name}`, no trailing slash unless the framework tells the two apart. For operations
  /// and messages the mount path and, after a `#`, their name: "/graphql#createOrder".
  package var path: String
  package var transport: Transport = .http
  /// Of a gRPC method: which side sends more than one message.
  package var streaming: Streaming?
  /// Lower-case public name of the framework.
  package var framework: String
  package var auth: Auth
  package var handler: Handler
  package var registered: Location
  /// In the order they run, application-wide ones first.
  package var middleware: [Middleware] = []
  package var inputs: [Input] = []
  package var responses: [Response] = []
  /// A limiter that guards it, if one was seen.
  package var rateLimit: Middleware?
  /// Index into `Backend.services`.
  package var service: Int = 0
  /// The framework answers with the listing of a whole collection (a DRF list, …), and how it pages.
  package var listing: Listing?
  /// The order in which its router tries it, within one router; for shadowing. Equal routers have equal `router`.
  package var router: Int = 0
  package var order: Int = 0
  /// Where its router is mounted, the innermost place; `nil` when it is registered at the application itself.
  package var mounted: Location?
  /// It is there only when a condition holds at the start, such as a local environment.
  package var isMountedOnCondition = false
  /// It is registered or mounted for developers and tests only, by a condition such as `NODE_ENV === "development"`.
  package var isForDevelopment = false
  /// The code keeps it out of the API documents that are generated from it (`include_in_schema=False`).
  package var isUndocumentedOnPurpose = false
  /// Some parameter of its path takes only what fits a converter or a pattern.
  package var isConstrained = false
  /// The folder whose files it answers with, as the code says it; `nil` when a handler answers.
  package var folder: String?
  /// What keeps the connection of its first query until it has answered.
  package var session: RequestSession?
  /// The files of that folder that lie in the project, by the paths that they are answered under; the first of them where
  /// there are many.
  package var servedFiles: [String] = []

  package init(
    id: EndpointID, method: String, path: String, framework: String, auth: Auth, handler: Handler, registered: Location
  ) {
    self.id = id
    self.method = method
    self.path = path
    self.framework = framework
    self.auth = auth
    self.handler = handler
    self.registered = registered
  }

  /// It answers requests over HTTP.
  package var isHTTP: Bool { transport == .http || transport == .sse }

  /// "POST /orders", as findings print it.
  package var title: String { "\(method) \(path)" }
}

/// A session with the database that a framework opens for each request and closes after the answer: the connection that
/// the first query takes stays with it.
package struct RequestSession: Sendable, Hashable {
  /// The application whose requests have it; the folder of its build.
  package var application: String
  /// A setting says so; else it is what the framework does by itself.
  package var isStated: Bool
  /// What is done through it, by the beginnings of what effects call.
  package var callees: [String]

  package init(application: String, isStated: Bool, callees: [String]) {
    self.application = application
    self.isStated = isStated
    self.callees = callees
  }
}

/// What answers an endpoint.
package struct Handler: Sendable, Hashable {
  package var name: String
  package var location: Location
  /// `nil` when it lies in a library, or could not be seen.
  package var function: FunctionID?
  /// It is handed over within a call that takes care of it, such as `asyncHandler(…)`.
  package var isWrapped = false

  package init(name: String, location: Location, function: FunctionID?) {
    self.name = name
    self.location = location
    self.function = function
  }
}

/// Who may call an endpoint.
package struct Auth: Sendable, Hashable {
  package enum Requirement: String, Sendable {
    /// A caller without valid credentials is refused before the handler's work.
    case required
    /// Credentials are read when present.
    case optional
    /// Nothing asks for credentials, and everything that could was seen.
    case none
    /// Something that could not be seen may ask for them.
    case unknown
  }

  package var requirement: Requirement
  /// What asks: "Depends get_current_user", "JwtAuthGuard", …
  package var by: String
  package var location: Location?
  /// Roles, scopes and permissions that are checked on top.
  package var roles: [String] = []
  /// The code says on purpose that it is public (`AllowAny`, `@Public()`, `permitAll`).
  package var isExplicitlyPublic = false

  package init(_ requirement: Requirement, by: String = "", location: Location? = nil, roles: [String] = []) {
    self.requirement = requirement
    self.by = by
    self.location = location
    self.roles = roles
  }
}

/// Something that runs around a handler.
package struct Middleware: Sendable, Hashable {
  /// A guard authorises; the others are told apart where it matters to rules.
  package enum Kind: String, Sendable { case guarding, rateLimit, cors, bodyParser, errorHandler, validation, other }

  package var name: String
  package var kind: Kind
  package var location: Location
  package var function: FunctionID?

  package init(name: String, kind: Kind, location: Location, function: FunctionID? = nil) {
    self.name = name
    self.kind = kind
    self.location = location
    self.function = function
  }
}

/// A value that comes with a request.
package struct Input: Sendable, Hashable {
  package enum Place: String, Sendable { case path, query, body, header, cookie, form, file }

  package var name: String
  package var place: Place
  /// As written, or "".
  package var type: String
  package var isRequired: Bool
  /// Something checks it before the handler uses it; `nil` when that could not be seen.
  package var isValidated: Bool?
  /// The largest number that its validator accepts, if one does; of a list, how many elements.
  package var maximum: Double?

  package init(
    name: String, place: Place, type: String = "", isRequired: Bool = false, isValidated: Bool? = nil,
    maximum: Double? = nil
  ) {
    self.name = name
    self.place = place
    self.type = type
    self.isRequired = isRequired
    self.isValidated = isValidated
    self.maximum = maximum
  }
}

/// What an endpoint answers, as far as the code shows it.
package struct Response: Sendable, Hashable {
  package var location: Location
  /// The entity whose every column is answered, by table or model name.
  package var entity: String?
  /// A serializer, DTO, response model or projection chooses the fields.
  package var isProjected: Bool

  package init(location: Location, entity: String?, isProjected: Bool) {
    self.location = location
    self.entity = entity
    self.isProjected = isProjected
  }
}

/// How a framework's own list answer pages.
package struct Listing: Sendable, Hashable {
  package var entity: String
  package var isPaginated: Bool?
  /// The client may choose the size, and nothing caps it.
  package var isSizeUnbounded: Bool

  package init(entity: String, isPaginated: Bool?, isSizeUnbounded: Bool) {
    self.entity = entity
    self.isPaginated = isPaginated
    self.isSizeUnbounded = isSizeUnbounded
  }
}
