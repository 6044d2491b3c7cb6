package import Model
package import Source

/// How bad a finding is for a running service. Kept apart from how sure it is.
package enum Level: String, Sendable, CaseIterable, Comparable {
  case note, warning, error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
}

/// How sure a finding is.
package enum Confidence: String, Sendable, CaseIterable, Comparable {
  case low, medium, high

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    }
  }

  package static func < (left: Confidence, right: Confidence) -> Bool { left.rank < right.rank }
}

/// The five axes, in order of priority.
package enum Pillar: String, Sendable, CaseIterable, Comparable {
  case reliability
  case security
  case performance
  case dataIntegrity = "data-integrity"
  case scalability

  /// As headings print it.
  package var title: String {
    switch self {
    case .reliability: "Reliability"
    case .security: "Security"
    case .performance: "Performance"
    case .dataIntegrity: "Data integrity"
    case .scalability: "Scalability"
    }
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  package static func < (left: Pillar, right: Pillar) -> Bool { left.rank < right.rank }
}

/// A problem in the reviewed code: where it is, and the concrete failure that it leads to.
package struct Finding: Sendable {
  /// The rule's name.
  package var rule: String
  package var pillar: Pillar
  package var level: Level
  package var confidence: Confidence
  /// One line: what is wrong, in the code's own names.
  package var message: String
  /// The failure, step by step, with the figures that are known.
  package var scenario: String
  package var location: Location
  /// Second places that show it.
  package var related: [Related]
  /// From source to sink.
  package var flow: [Flow.Step]
  /// Endpoints that reach it, as "POST /orders".
  package var endpoints: [String]
  /// How to mend it, here.
  package var remedy: String
  /// What tells it from others of the same rule in the same file, without lines: function, callee, names.
  package var subject: String
  /// Set by the engine; no line number and no confidence goes into it, so that baselines survive edits.
  package var fingerprint = ""
  /// The reason given where it is suppressed.
  package var suppression: String?

  package struct Related: Sendable, Hashable {
    package var location: Location
    package var message: String

    package init(_ location: Location, _ message: String) {
      self.location = location
      self.message = message
    }
  }

  package init(
    rule: RuleInfo, level: Level? = nil, confidence: Confidence? = nil, message: String, scenario: String,
    location: Location, related: [Related] = [], flow: [Flow.Step] = [], endpoints: [String] = [], remedy: String,
    subject: String
  ) {
    self.rule = rule.name
    self.pillar = rule.pillar
    self.level = level ?? rule.level
    self.confidence = confidence ?? rule.confidence
    self.message = message
    self.scenario = scenario
    self.location = location
    self.related = related
    self.flow = flow
    self.endpoints = endpoints
    self.remedy = remedy
    self.subject = subject
  }
}
