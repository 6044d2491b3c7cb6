internal import Formats
internal import Model
internal import Resolution
internal import Source

/// The databases of Spring Boot's and Quarkus' settings: `spring.datasource.url` with a JDBC address.
enum SpringDatabasesRecognizer: Recognizer {
  static let name = "spring-databases"
  static let triggers = ["org.springframework.boot", "io.quarkus"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let documents = context.program.tree.documents.filter { SpringDatabases.isMeant($0) }
    for document in documents {
      let folder = SpringDatabases.folder(of: document.path)
      let text = documents.filter { SpringDatabases.folder(of: $0.path) == folder }
        .map { $0.text(ByteRange(start: 0, end: .max)).lowercased() }.joined(separator: "\n")
      draft.dataStores += SpringDatabases.stores(document, isLimited: SpringDatabases.limits(text))
    }
  }
}

enum SpringDatabases {
  /// Settings for what runs for users, as far as their names tell.
  static func isMeant(_ document: SourceFile) -> Bool {
    guard document.purpose != .test, let name = document.path.split(separator: "/").last?.lowercased() else {
      return false
    }
    let isSettings = [".yml", ".yaml", ".properties"].contains { name.hasSuffix($0) }
    let stem = String(name.prefix { $0 != "." })
    return isSettings && ["application", "application-prod", "application-production", "bootstrap"].contains(stem)
  }

  static func folder(of path: String) -> Substring {
    path.prefix(path.lastIndex(of: "/").map { path.distance(from: path.startIndex, to: $0) } ?? 0)
  }

  /// Settings that end a statement or a read from the database's socket.
  private static let limiting = [
    "sockettimeout", "socket-timeout", "socket_timeout", "statement_timeout", "statement-timeout", "query.timeout",
    "query-timeout", "querytimeout", "default-timeout", "max_execution_time", "defaultstatementtimeout",
    "default-statement-timeout",
  ]

  static func limits(_ text: String) -> Bool { limiting.contains { text.contains($0) } }

  private static let engines: [(mark: String, engine: String)] = [
    ("jdbc:postgresql:", "postgresql"), ("jdbc:mysql:", "mysql"), ("jdbc:mariadb:", "mariadb"),
  ]

  /// `//localhost:5432/shop`, or a name alone: what a developer has. Where the service runs, another address is set.
  static func isOnThisMachine(_ address: Substring) -> Bool {
    guard address.hasPrefix("//") else { return true }
    return ["localhost", "127.0.0.1", "[::1]"].contains { address.dropFirst(2).hasPrefix($0) }
  }

  /// One for each address that is written down; one that comes from the environment may bring limits.
  static func stores(_ document: SourceFile, isLimited: Bool) -> [DataStore] {
    var line = 0
    var found: [DataStore] = []
    for bytes in document.bytes.prefix(1 << 18).split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      let text = String(decoding: bytes, as: UTF8.self)
      guard let hit = engines.first(where: { text.contains($0.mark) }), let range = text.firstRange(of: hit.mark),
        !text[..<range.lowerBound].contains("${"), !text[..<range.lowerBound].contains("#"),
        !isOnThisMachine(text[range.upperBound...])
      else { continue }
      var store = DataStore(
        kind: .relational, engine: hit.engine, driver: "jdbc", location: Location(file: document.path, line: line))
      // The pool gives up after 30 seconds without a connection.
      store.connectTimeout = .libraryDefault(seconds: 30)
      store.statementTimeout = isLimited ? .set(seconds: nil) : .none
      found.append(store)
    }
    return found
  }
}
