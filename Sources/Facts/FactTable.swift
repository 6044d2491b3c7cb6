internal import Source

/// What libraries do, by canonical qualified name ("requests.Session.get"), as data. Shared by reference: it is asked for
/// with every call.
package final class FactTable: Sendable {
  package let calls: [String: CallFact]
  private let aliases: [String: String]
  private let returns: [String: String]
  private let sources: [String: String]
  private let types: Set<String>
  private let anyMembers: [String]
  /// Some library of C# adds methods to texts.
  package let extendsTexts: Bool

  package init(_ builder: FactTableBuilder = FactTableBuilder()) {
    calls = builder.calls
    aliases = builder.aliases
    returns = builder.returns
    sources = builder.sources
    types = builder.types
    anyMembers = builder.anyMembers
    extendsTexts = builder.extendsTexts
  }

  /// The name under which facts are kept, for a name under which a library offers the same thing.
  package func canonical(_ name: String) -> String {
    if let alias = aliases[name] { return alias }
    return name
  }

  /// The other names of what facts warn of: `Npgsql.NpgsqlCommand` for a command.
  package var aliasesOfSinks: [String] {
    aliases.filter { calls[$0.value].map { !$0.sinks.isEmpty } ?? false }.map(\.key)
  }

  /// The type that calling something gives, where it is not the type named like the call itself.
  package func returned(by name: String) -> String? { returns[name] }

  /// What an outsider controls under this canonical name ("query string"); `nil` when it is no source.
  package func source(_ name: String) -> String? { sources[name] }

  /// What a call of this canonical name does; `*` in a fact's name stands for any one member.
  package func call(_ name: String) -> CallFact? {
    if let fact = calls[name] { return fact }
    guard !anyMembers.isEmpty, let last = name.lastIndex(of: ".") else { return nil }
    for owner in anyMembers where name.hasPrefix(owner) {
      let middle = name.index(name.startIndex, offsetBy: owner.count)
      guard middle < last, !name[middle..<last].contains(".") else { continue }
      return calls["\(owner)*\(name[last...])"]?.renamed(name)
    }
    return nil
  }

  /// The types that facts know, with what lies around them: what an import of a whole namespace may bring.
  package func typeNames() -> Set<String> {
    var found = types
    func add(_ name: String) {
      var name = name[...]
      while let dot = name.lastIndex(of: "."), found.insert(String(name)).inserted { name = name[..<dot] }
    }
    for name in types { if let dot = name.lastIndex(of: ".") { add(String(name[..<dot])) } }
    for name in calls.keys { add(name) }
    for name in returns.keys { add(name) }
    for (alias, name) in aliases {
      add(alias)
      add(name)
    }
    for name in sources.keys { add(name) }
    return found
  }
}

/// Collects what facts files say; later files win.
package struct FactTableBuilder: Sendable {
  fileprivate var calls: [String: CallFact] = [:]
  fileprivate var aliases: [String: String] = [:]
  fileprivate var returns: [String: String] = [:]
  fileprivate var sources: [String: String] = [:]
  /// Types that files name without more, for what finds types by their names.
  fileprivate var types: Set<String> = []
  /// Types with facts that hold for each of their members: "@prisma/client.PrismaClient.".
  fileprivate var anyMembers: [String] = []
  fileprivate var extendsTexts = false

  package init() {}

  package mutating func add(_ fact: CallFact) {
    calls[fact.name] = fact
    if fact.name.hasPrefix("System.String.") { extendsTexts = true }
    guard let star = fact.name.firstRange(of: ".*.") else { return }
    let owner = String(fact.name[..<star.lowerBound]) + "."
    if !anyMembers.contains(owner) { anyMembers.append(owner) }
  }

  package mutating func add(type: String) { types.insert(type) }
  package mutating func add(alias: String, of name: String) { aliases[alias] = name }
  package mutating func add(source name: String, what: String) { sources[name] = what }
  package mutating func add(returnOf name: String, type: String) { returns[name] = type }
}

/// Where a call takes one of its inputs.
package struct ArgumentPlace: Sendable, Hashable {
  /// From 0, the receiver not counted; `nil` when it comes by keyword only.
  package var position: Int?
  /// Keywords in Python; keys of the options object in ECMAScript, dotted for nested ones ("timeout.request").
  package var keywords: [String]
  /// The positions that the options object with the keywords may have, in ECMAScript; none for the last argument.
  package var options: [Int]

  package init(position: Int?, keywords: [String], options: [Int] = []) {
    self.position = position
    self.keywords = keywords
    self.options = options
  }
}

/// What one call of a library does. Shared by reference, like the table that holds it.
package final class CallFact: Sendable {
  /// What kind of effect it is; the model's kinds.
  package enum Effect: String, Sendable, CaseIterable {
    case outbound, query, transaction, cache, publish, enqueue, spawn, mail, file, process, sleep, compute, jwt, hash
    case log, exit, connect, buffer, lock, fanout
  }

  /// What a missing timeout means.
  package enum DefaultTimeout: Sendable, Hashable {
    /// The library waits for ever.
    case none
    /// The library's own limit, in seconds.
    case seconds(Double)
    /// What the client or session that it is called on was made with.
    case receiver
    /// This very call has one, whose length facts do not say: of a builder that was given one.
    case set
  }

  /// How it takes a timeout.
  package struct TimeoutFact: Sendable, Hashable {
    package var places: [ArgumentPlace]
    package var standard: DefaultTimeout
    /// Seconds per unit of the argument: 1, or 0.001 for milliseconds.
    package var unit: Double

    package init(places: [ArgumentPlace], standard: DefaultTimeout, unit: Double) {
      self.places = places
      self.standard = standard
      self.unit = unit
    }
  }

  /// An argument that must not be under an outsider's control.
  package struct Sink: Sendable, Hashable {
    /// A case of the model's `Flow.Sink`.
    package var kind: String
    package var place: ArgumentPlace
    /// A list is safe (an argument vector instead of a shell line, a parameter list).
    package var isSafeAsList: Bool
    /// Only when this argument is true ("shell").
    package var onlyWhen: String?
    /// Not when this argument is given ("root", "fields").
    package var unless: String?

    package init(
      kind: String, place: ArgumentPlace, isSafeAsList: Bool, onlyWhen: String?, unless: String? = nil
    ) {
      self.kind = kind
      self.place = place
      self.isSafeAsList = isSafeAsList
      self.onlyWhen = onlyWhen
      self.unless = unless
    }
  }

  /// Canonical qualified name.
  package let name: String
  /// The facts file it is from, "python/requests".
  package let origin: String
  package let effect: Effect?
  package let isBlocking: Bool
  package let timeout: TimeoutFact?
  /// By role: "url", "statement", "callback", "function", "seconds", "key", …
  package let arguments: [String: ArgumentPlace]
  package let sinks: [Sink]
  /// Other properties by name: "method": "GET", "operation": "select", "bound": "single", "spawn": "task", …
  package let properties: [String: String]
  /// What it is given is clean of these kinds of danger afterwards ("*" for all).
  package let sanitizes: [String]

  package init(
    name: String, origin: String, effect: Effect?, isBlocking: Bool, timeout: TimeoutFact? = nil,
    arguments: [String: ArgumentPlace] = [:], sinks: [Sink] = [], properties: [String: String] = [:],
    sanitizes: [String] = []
  ) {
    self.name = name
    self.origin = origin
    self.effect = effect
    self.isBlocking = isBlocking
    self.timeout = timeout
    self.arguments = arguments
    self.sinks = sinks
    self.properties = properties
    self.sanitizes = sanitizes
  }

  /// The same for one name that a name with `*` stands for.
  fileprivate func renamed(_ name: String) -> CallFact {
    CallFact(
      name: name, origin: origin, effect: effect, isBlocking: isBlocking, timeout: timeout, arguments: arguments,
      sinks: sinks, properties: properties, sanitizes: sanitizes)
  }
}
