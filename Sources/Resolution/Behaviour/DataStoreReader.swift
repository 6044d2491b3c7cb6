internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Reads how a database, cache or broker is reached from the call that makes its client. Facts name the arguments
/// `connectTimeout`, `statementTimeout`, `size`, `url` and `connectArguments` (a table for the driver), and say in
/// `connectDefault` and `statementDefault` what holds without them: none, or seconds.
struct DataStoreReader {
  let evaluator: Evaluator

  /// `nil` when the call makes no data store's client.
  func store(_ fact: CallFact, _ connection: Connection.Kind, at call: NodeRef) -> DataStore? {
    guard let kind = kind(fact, connection) else { return nil }
    let address = text(fact.arguments["url"], call)
    var store = DataStore(
      kind: kind, engine: engine(fact, call, address), driver: driver(fact, address),
      location: Location(file: "", line: 1))
    store.boundedSince = fact.properties["boundedSince"].flatMap { Int($0) }
    store.pool = pool(fact, call)
    let given = Given(
      address: address.lowercased(), table: fact.arguments["connectArguments"].flatMap { argument($0, call) },
      isOpen: isOpen(fact, call))
    store.connectTimeout = timeout("connectTimeout", Self.connectKeys, fact, call, given)
    store.statementTimeout = timeout("statementTimeout", Self.statementKeys, fact, call, given)
    return store
  }

  /// Where settings may come from besides arguments.
  private struct Given {
    let address: String
    let table: NodeRef?
    /// Something is handed over that could not be seen.
    let isOpen: Bool
  }

  private static let connectKeys = ["connect_timeout", "connecttimeout", "socket_connect_timeout", "timeout="]
  private static let statementKeys = [
    "statement_timeout", "command_timeout", "read_timeout", "socket_timeout", "sockettimeout", "timeoutms",
    "max_execution_time", "query_timeout",
  ]

  private func kind(_ fact: CallFact, _ connection: Connection.Kind) -> DataStore.Kind? {
    if let named = fact.properties["store"] { return DataStore.Kind(rawValue: named) }
    switch connection {
    case .database: return .relational
    case .cache: return .cache
    case .broker: return .broker
    case .http, .mail, .cloud, .options: return nil
    }
  }

  // MARK: Addresses

  /// What the package is for, an option names (`client`, `dialect`), or the address begins with.
  private func engine(_ fact: CallFact, _ call: NodeRef, _ address: String) -> String {
    if let named = fact.properties["engine"] { return named }
    let option = text(fact.arguments["engine"], call)
    if !option.isEmpty { return Self.engine(named: option) }
    // "postgresql" of "postgresql+psycopg://…".
    guard let mark = address.firstRange(of: "://") else { return "" }
    return Self.engine(named: address[..<mark.lowerBound].split(separator: "+").first.map(String.init) ?? "")
  }

  private static func engine(named name: String) -> String {
    let name = name.lowercased()
    switch name {
    case "pg", "postgres", "postgresql", "cockroachdb", "pgnative", "pgx": return "postgresql"
    case "mysql", "mysql2", "mariadb": return "mysql"
    case "sqlite", "sqlite3", "better-sqlite3", "file": return "sqlite"
    default: return name.allSatisfy { $0.isLetter } ? name : ""
    }
  }

  /// "psycopg" of "postgresql+psycopg://…", else the package whose facts these are.
  private func driver(_ fact: CallFact, _ address: String) -> String {
    if let mark = address.firstRange(of: "://") {
      let parts = address[..<mark.lowerBound].split(separator: "+")
      if parts.count == 2 { return String(parts[1]) }
    }
    // The last part of an import path: "pgx" of "github.com/jackc/pgx.Connect".
    let name = fact.name.split(separator: "/").last.map(String.init) ?? fact.name
    if fact.name.contains("."), fact.name.contains("/"), !fact.name.hasPrefix("@") {
      return String(name.prefix { $0 != "." })
    }
    return String(fact.name.prefix { $0 != "." })
  }

  // MARK: Timeouts

  private func timeout(
    _ role: String, _ keys: [String], _ fact: CallFact, _ call: NodeRef, _ given: Given
  ) -> Timeout {
    let defaultName = role == "connectTimeout" ? "connectDefault" : "statementDefault"
    let place = argument(fact.arguments[role], call)
    if let place {
      if fact.properties["negative"] == "none", evaluator.program.node(place)?.kind == .unary { return .none }
      return set(evaluator.value(of: place), fact)
    }
    if keys.contains(where: { given.address.contains($0) }) { return .set(seconds: nil) }
    if let table = given.table { return timeout(keys, in: table, fact.properties[defaultName]) }
    if given.isOpen || isBoundElsewhere(role, fact) { return .unknown }
    return standard(fact.properties[defaultName])
  }

  private func set(_ value: Value, _ fact: CallFact) -> Timeout {
    switch value {
    case .null, .bool(false): return .none
    case .number(0) where fact.properties["zero"] == "none": return .none
    case .number(let number):
      return .set(seconds: number * (fact.properties["unit"].flatMap { Double($0) } ?? 1))
    default: return .set(seconds: nil)
    }
  }

  private func standard(_ text: String?) -> Timeout {
    guard let text else { return .unknown }
    if text == "none" { return .none }
    return Double(text).map { .libraryDefault(seconds: $0) } ?? .unknown
  }

  /// In a table that the driver gets: by key, or anywhere inside, as in PostgreSQL's `options`.
  private func timeout(_ keys: [String], in table: NodeRef, _ standard: String?) -> Timeout {
    let value = evaluator.value(of: table)
    guard case .literal(let literal) = value, let file = evaluator.program.file(literal.file) else { return .unknown }
    for entry in evaluator.entries(of: value) {
      let name = entry.key.lowercased()
      if keys.contains(where: { name.contains($0) }) || keys.first == "connect_timeout" && name == "timeout" {
        if case .number(let seconds) = evaluator.value(of: entry.value) { return .set(seconds: seconds) }
        return .set(seconds: nil)
      }
    }
    let text = file.text(literal.node).prefix(2_000).lowercased()
    if keys.contains(where: { text.contains($0) }) { return .set(seconds: nil) }
    let isWhole = !file.children(literal.node).contains { file[$0].kind == .spread }
    return isWhole ? self.standard(standard) : .unknown
  }

  /// Whether the call takes options from somewhere that does not show.
  private func isOpen(_ fact: CallFact, _ call: NodeRef) -> Bool {
    guard let file = evaluator.program.file(call.file) else { return true }
    if file.source.language == .go { return isUnseenAddress(fact, call) }
    var position = 0
    for child in file.children(call.node) where file[child].role == .argument {
      if file[child].kind == .spread { return true }
      if file[child].kind == .keywordArgument { continue }
      defer { position += 1 }
      guard file.source.language?.isECMAScript == true else { continue }
      let value = evaluator.value(of: NodeRef(file: call.file, node: child))
      if case .literal(let literal) = value {
        guard let other = evaluator.program.file(literal.file) else { return true }
        if other.children(literal.node).contains(where: { isUnseen($0, other, literal.file) }) { return true }
      } else if value.text == nil, position != fact.arguments["url"]?.position {
        if case .number = value { continue }
        if file[child].kind == .function { continue }
        return true
      }
    }
    return false
  }

  private static let marks = ["sslmode=", "dbname=", "host=", "?", ")/"]

  /// An address that comes from a setting may bring whatever options; one that is a format shows them.
  private func isUnseenAddress(_ fact: CallFact, _ call: NodeRef) -> Bool {
    guard let place = fact.arguments["url"] else { return false }
    let address = text(place, call)
    return !Self.marks.contains { address.contains($0) }
  }

  /// A call of a form that brings a limit of its own is used somewhere.
  private func isBoundElsewhere(_ role: String, _ fact: CallFact) -> Bool {
    guard role == "statementTimeout", let names = fact.properties["boundBy"] else { return false }
    return names.split(separator: " ").contains { name in
      evaluator.program.name(of: String(name)).map { name in
        evaluator.program.sites(of: name).contains { evaluator.program.tree.purpose(of: $0.file) == .production }
      } ?? false
    }
  }

  /// Keys under which the driver's own options lie.
  private static let nested: Set<String> = ["connection", "dialectOptions", "options", "socket", "extra", "driver"]

  /// A spread, or options for the driver that come from elsewhere.
  private func isUnseen(_ entry: NodeID, _ file: SyntaxFile, _ id: FileID) -> Bool {
    if file[entry].kind == .spread { return true }
    guard file[entry].kind == .pair, let key = file.child(entry, .key).flatMap({ file.stringValue($0) }),
      Self.nested.contains(key), let value = file.child(entry, .value)
    else { return false }
    // `configured || {…}`: what is written down is only what holds without the rest.
    if file[value].kind == .logical || file[value].kind == .conditional { return true }
    switch evaluator.value(of: NodeRef(file: id, node: value)) {
    case .literal, .string: return false
    default: return true
    }
  }

  // MARK: Pools

  private func pool(_ fact: CallFact, _ call: NodeRef) -> Pool? {
    let standard = fact.properties["poolDefault"].flatMap { Int($0) }
    guard let place = fact.arguments["size"] else { return standard.map { Pool(size: $0, isDefault: true) } }
    guard let given = argument(place, call) else { return Pool(size: standard, isDefault: true) }
    if case .number(let size) = evaluator.value(of: given), size >= 0, size < 1e6 {
      return Pool(size: Int(size), isDefault: false)
    }
    return Pool(size: nil, isDefault: false)
  }

  private func argument(_ place: ArgumentPlace?, _ call: NodeRef) -> NodeRef? {
    ArgumentReader(evaluator).argument(place, of: call)
  }

  private func text(_ place: ArgumentPlace?, _ call: NodeRef) -> String {
    argument(place, call).flatMap { evaluator.value(of: $0).text }?.replacing(String(Value.hole), with: "{}") ?? ""
  }
}
