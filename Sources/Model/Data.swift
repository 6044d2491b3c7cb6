package import Source

/// A table, from an ORM model or a schema.
package struct Table: Sendable {
  /// The database's name where it is written, else the model's.
  package var name: String
  /// The model class or schema name, or "".
  package var model: String
  package var location: Location
  package var columns: [Column] = []
  /// Column sets that are unique, the primary key included.
  package var uniques: [[String]] = []
  package var indexes: [[String]] = []
  package var relations: [Relation] = []

  package init(name: String, model: String, location: Location) {
    self.name = name
    self.model = model
    self.location = location
  }
}

/// A column of a table.
package struct Column: Sendable, Hashable {
  package var name: String
  /// As the ORM or SQL writes it.
  package var type: String
  package var location: Location
  package var isPrimaryKey = false
  package var isNullable: Bool?
  /// A binary floating-point number.
  package var isFloat = false
  /// Excluded from answers by the model itself (`select: false`, `exclude`, `toJSON`).
  package var isHidden = false

  package init(name: String, type: String, location: Location) {
    self.name = name
    self.type = type
    self.location = location
  }
}

/// A relation between tables, as the ORM names it.
package struct Relation: Sendable, Hashable {
  package var name: String
  package var target: String
  package var isCollection: Bool
  /// The mapping itself loads it along.
  package var isEager: Bool
  package var location: Location
  /// The other side keeps the key: storing this one changes nothing of it.
  package var isInverse = false

  package init(name: String, target: String, isCollection: Bool, isEager: Bool, location: Location) {
    self.name = name
    self.target = target
    self.isCollection = isCollection
    self.isEager = isEager
    self.location = location
  }
}

/// A database, cache or broker, and how it is reached.
package struct DataStore: Sendable {
  package enum Kind: String, Sendable { case relational, document, cache, broker, search, object }

  package var kind: Kind
  /// "postgresql", "mysql", "redis", … or "".
  package var engine: String
  package var driver: String
  package var location: Location
  package var pool: Pool?
  package var connectTimeout: Timeout = .unknown
  package var statementTimeout: Timeout = .unknown
  /// From this major version of the driver on, its own defaults bound every wait.
  package var boundedSince: Int?
  /// Where it is made.
  package var function: FunctionID?

  package init(kind: Kind, engine: String, driver: String, location: Location) {
    self.kind = kind
    self.engine = engine
    self.driver = driver
    self.location = location
  }
}

/// A pool of connections.
package struct Pool: Sendable, Hashable {
  /// Connections at most; `nil` when unknown.
  package var size: Int?
  /// The size is the library's default.
  package var isDefault: Bool

  package init(size: Int?, isDefault: Bool) {
    self.size = size
    self.isDefault = isDefault
  }
}

/// Work that no request waits for.
package struct Job: Sendable {
  package enum Trigger: Sendable, Hashable { case schedule(String), message(String), startup, manual }

  package var name: String
  package var location: Location
  package var trigger: Trigger
  package var function: FunctionID?
  /// "celery", "apscheduler", "node-cron", …
  package var by: String
  /// It runs inside the web process.
  package var isInProcess: Bool
  /// A lock or a leader keeps it from running twice; `nil` when unknown.
  package var isExclusive: Bool?
  /// Where the scheduler that it belongs to is made, and where that is started.
  package var scheduler: Location?
  package var start: Location?
  package var starter: FunctionID?

  package init(
    name: String, location: Location, trigger: Trigger, function: FunctionID?, by: String, isInProcess: Bool,
    isExclusive: Bool? = nil
  ) {
    self.name = name
    self.location = location
    self.trigger = trigger
    self.function = function
    self.by = by
    self.isInProcess = isInProcess
    self.isExclusive = isExclusive
  }
}

/// A configuration key.
package struct Setting: Sendable, Hashable {
  package var name: String
  /// The default as text; "" when there is none. Never the value of something that looks secret.
  package var defaultValue: String
  package var location: Location
  package var isSecret: Bool
  package var isRequired: Bool

  package init(name: String, defaultValue: String, location: Location, isSecret: Bool, isRequired: Bool) {
    self.name = name
    self.defaultValue = defaultValue
    self.location = location
    self.isSecret = isSecret
    self.isRequired = isRequired
  }
}

/// A secret in the code: place and kind, never the value.
package struct HardcodedSecret: Sendable, Hashable {
  package var location: Location
  /// "private key", "token of AWS", "password", …
  package var kind: String
  /// The variable or key that holds it.
  package var name: String
  /// How sure its shape makes us: a provider's own format is sure.
  package var isProviderFormat: Bool

  package init(location: Location, kind: String, name: String, isProviderFormat: Bool) {
    self.location = location
    self.kind = kind
    self.name = name
    self.isProviderFormat = isProviderFormat
  }
}
