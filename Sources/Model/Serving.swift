package import Source

/// A server that the project starts.
package struct Server: Sendable {
  /// "uvicorn", "gunicorn", "express", "http.Server", …
  package var by: String
  package var location: Location
  /// Index into `Backend.services`.
  package var service: Int
  /// It stops accepting and drains on SIGTERM: by itself or by code that was seen; `nil` when unknown.
  package var drains: Bool?
  /// How long it waits for a request's headers before it hangs up.
  package var headerTimeout: Timeout = .unknown

  package init(by: String, location: Location, service: Int, drains: Bool?) {
    self.by = by
    self.location = location
    self.service = service
    self.drains = drains
  }
}

/// What a cross-origin policy allows.
package struct CORSPolicy: Sendable {
  package var location: Location
  package var allowsAnyOrigin: Bool
  /// The request's own origin is sent back whatever it is.
  package var reflectsOrigin: Bool
  package var allowsCredentials: Bool
  /// The code says that it keeps no sessions: callers are known by a header, which no other page can send along.
  package var isWithoutSessions = false

  package init(location: Location, allowsAnyOrigin: Bool, reflectsOrigin: Bool, allowsCredentials: Bool) {
    self.location = location
    self.allowsAnyOrigin = allowsAnyOrigin
    self.reflectsOrigin = reflectsOrigin
    self.allowsCredentials = allowsCredentials
  }
}

/// How it is deployed, as far as files in the repository say.
package struct Deployment: Sendable {
  package var images: [Image] = []
  package var probes: [Probe] = []
  /// Replicas or worker processes of the web process, the largest figure seen.
  package var replicas: Replicas?
  /// Files of continuous integration.
  package var pipelines: [Location] = []
  /// Folders or files of tests.
  package var tests: [String] = []

  package init() {}

  /// A container image built from the repository.
  package struct Image: Sendable {
    package var file: String
    package var location: Location
    package var command: String
    package var commandLocation: Location?
    /// A shell is process 1 and keeps signals from the server.
    package var usesShell: Bool
    package var hasHealthCheck: Bool

    package init(
      file: String, location: Location, command: String, commandLocation: Location?, usesShell: Bool,
      hasHealthCheck: Bool
    ) {
      self.file = file
      self.location = location
      self.command = command
      self.commandLocation = commandLocation
      self.usesShell = usesShell
      self.hasHealthCheck = hasHealthCheck
    }
  }

  /// A health probe.
  package struct Probe: Sendable {
    package var location: Location
    package var path: String

    package init(location: Location, path: String) {
      self.location = location
      self.path = path
    }
  }

  /// More than one process or instance of the web process.
  package struct Replicas: Sendable {
    package var count: Int
    package var location: Location

    package init(count: Int, location: Location) {
      self.count = count
      self.location = location
    }
  }
}
