internal import Model
internal import Source

/// Unique keys that SQL files of the repository give to tables of which only the mapping is known otherwise.
enum UniqueKeyStage {
  /// Real schemas stay far below these.
  private static let largestFile = 1 << 20
  private static let mostStatements = 20_000

  static func complete(_ tree: SourceTree, _ backend: inout Backend) {
    guard !backend.tables.isEmpty else { return }
    var byName: [String: [Int]] = [:]
    for (index, table) in backend.tables.enumerated() {
      for name in Set([plain(table.name), plain(table.model)]) { byName[name, default: []].append(index) }
    }
    for document in tree.documents where isMeant(document) {
      for key in SQLSchema.uniques(document.text(ByteRange(start: 0, end: .max)), atMost: mostStatements) {
        for index in byName[plain(key.table)] ?? [] {
          let columns = known(key.columns, in: backend.tables[index])
          if !columns.isEmpty { backend.tables[index].uniques.append(columns) }
        }
      }
    }
  }

  private static func isMeant(_ document: SourceFile) -> Bool {
    document.path.lowercased().hasSuffix(".sql") && document.purpose != .test
      && document.bytes.count <= largestFile
      && (document.contains(text: "UNIQUE") || document.contains(text: "unique"))
  }

  /// "AppId", "app_id" and "`app_id`" are one.
  private static func plain(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// The columns as the mapping names them. A mark of deletion only says among which rows the rest is unique.
  private static func known(_ columns: [String], in table: Table) -> [String] {
    let names = table.columns.map(\.name) + table.relations.map(\.name)
    return columns.compactMap { column in
      let wanted = plain(column)
      if let name = names.first(where: { plain($0) == wanted || plain($0) + "id" == wanted }) {
        return wanted.contains("delete") ? nil : name
      }
      return wanted.contains("delete") ? nil : column
    }
  }
}

/// What is read of a schema in SQL.
enum SQLSchema {
  struct Unique: Equatable {
    let table: String
    let columns: [String]
  }

  /// The unique keys of `CREATE TABLE`, `CREATE UNIQUE INDEX` and `ALTER TABLE … ADD … UNIQUE`.
  static func uniques(_ text: String, atMost limit: Int) -> [Unique] {
    uncommented(text).split(separator: ";").prefix(limit).flatMap { statement -> [Unique] in
      let words = statement.split(whereSeparator: \.isWhitespace).prefix(8).map { $0.uppercased() }
      guard words.count > 2 else { return [] }
      switch (words[0], words[1]) {
      case ("CREATE", "TABLE"): return created(statement)
      case ("CREATE", "UNIQUE"): return indexed(statement)
      case ("ALTER", "TABLE"): return altered(statement)
      default: return []
      }
    }
  }

  private static func uncommented(_ text: String) -> String {
    text.split(separator: "\n").map { line in
      let trimmed = line.drop(while: \.isWhitespace)
      if trimmed.hasPrefix("--") || trimmed.hasPrefix("#") || trimmed.hasPrefix("/*") { return "" }
      return line.firstRange(of: " --").map { String(line[..<$0.lowerBound]) } ?? String(line)
    }.joined(separator: "\n")
  }

  private static let fillers: Set<String> = ["IF", "NOT", "EXISTS", "ONLY"]

  /// The table's name behind `TABLE`, without what may stand between.
  private static func table(of statement: Substring) -> String? {
    guard let end = statement.firstIndex(of: "(") ?? statement.indices.last else { return nil }
    let words = statement[...end].split { $0.isWhitespace || $0 == "(" }.map(String.init)
    guard let place = words.firstIndex(where: { $0.uppercased() == "TABLE" }) else { return nil }
    return words[(place + 1)...].first { !fillers.contains($0.uppercased()) }.map(name)
  }

  private static func created(_ statement: Substring) -> [Unique] {
    guard let table = table(of: statement), let open = statement.firstIndex(of: "("),
      let close = statement.lastIndex(of: ")"), open < close
    else { return [] }
    return parts(statement[statement.index(after: open)..<close]).compactMap { part in
      let words = part.split { $0.isWhitespace || $0 == "(" }.map { $0.uppercased() }
      guard let place = words.firstIndex(of: "UNIQUE") else { return nil }
      let isKey = place == 0 || words[0] == "CONSTRAINT"
      let columns =
        isKey ? columns(in: part) : words.isEmpty ? [] : [name(String(part.split(separator: " ").first ?? ""))]
      return columns.isEmpty ? nil : Unique(table: table, columns: columns)
    }
  }

  private static func indexed(_ statement: Substring) -> [Unique] {
    let words = statement.split { $0.isWhitespace || $0 == "(" }.map(String.init)
    guard let place = words.firstIndex(where: { $0.uppercased() == "ON" }), words.indices.contains(place + 1) else {
      return []
    }
    let columns = columns(in: statement)
    return columns.isEmpty ? [] : [Unique(table: name(words[place + 1]), columns: columns)]
  }

  private static func altered(_ statement: Substring) -> [Unique] {
    guard let table = table(of: statement), let place = statement.uppercased().firstRange(of: "UNIQUE") else {
      return []
    }
    let offset = statement.uppercased().distance(from: statement.uppercased().startIndex, to: place.lowerBound)
    let columns = columns(in: statement.dropFirst(offset))
    return columns.isEmpty ? [] : [Unique(table: table, columns: columns)]
  }

  /// The names in the first parentheses.
  private static func columns(in part: Substring) -> [String] {
    guard let open = part.firstIndex(of: "(") else { return [] }
    var depth = 0
    var end = part.endIndex
    for index in part.indices[open...] {
      if part[index] == "(" { depth += 1 }
      if part[index] == ")" { depth -= 1 }
      if depth == 0 {
        end = index
        break
      }
    }
    let inner = parts(part[part.index(after: open)..<end])
    let names = inner.map { name(String($0.split { $0.isWhitespace || $0 == "(" }.first ?? "")) }
    // Of an expression, such as `lower(email)`, the column is inside.
    return names.enumerated().map { position, name in
      guard ["lower", "upper"].contains(name.lowercased()) else { return name }
      return columns(in: inner[position]).first ?? name
    }
  }

  /// What commas part, outside of parentheses.
  private static func parts(_ text: Substring) -> [Substring] {
    var found: [Substring] = []
    var depth = 0
    var start = text.startIndex
    for index in text.indices {
      switch text[index] {
      case "(": depth += 1
      case ")": depth -= 1
      case "," where depth == 0:
        found.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    found.append(text[start...])
    return found
  }

  /// The last part of a name, without quotes: "user" of "`shop`.`user`".
  private static func name(_ text: String) -> String {
    String((text.split(separator: ".").last ?? "").filter { !"`\"[]".contains($0) })
  }
}
