/// What a project's `mainstay.yml` asks for, with defaults for what it leaves out.
package struct Configuration: Sendable, Hashable {
  /// The file's name at the root of a project.
  package static let fileName = "mainstay.yml"

  package var budgets = Budgets()
  /// Globs of paths that are left out, in the syntax of .gitignore.
  package var exclude: [String] = []
  /// What to do with a rule, by its name or alias.
  package var rules: [String: LevelSetting] = [:]
  /// Names of decorators, dependencies and middleware that authenticate.
  package var guards: [String] = []
  /// Endpoints that are public on purpose, as "GET /health" or as a path; `*` stands for any text.
  package var publicEndpoints: [String] = []
  /// Files and folders of the project's own library facts, relative to its root.
  package var facts: [String] = []
  /// How `prove` starts the service and reaches its database.
  package var service = StartPlan()
  package var database = StartPlan()

  package init() {}
}

/// What a service is held to. The defaults are the design's.
package struct Budgets: Sendable, Hashable {
  /// 99th percentile of response times, in milliseconds.
  package var responseMilliseconds = 200.0
  /// One simple query, in milliseconds.
  package var queryMilliseconds = 100.0
  /// Share of failed requests, in percent.
  package var errorPercent = 0.1
  package var requestsPerSecond = 1_000.0
  /// In percent of a year.
  package var availabilityPercent = 99.9
  /// From failure to service, in minutes.
  package var recoveryMinutes = 5.0

  package init() {}
}

/// How something is started and reached. Kept for experiments; reviews do not read it.
package struct StartPlan: Sendable, Hashable {
  /// The command; "" when none is given.
  package var start = ""
  /// Where it answers.
  package var url = ""
  /// The path that answers once it is ready.
  package var ready = ""
  /// Environment variables, in the order of the file.
  package var environment: [Variable] = []

  package struct Variable: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package init() {}
}
