internal import Formats
internal import Model
internal import Source

/// Reads a `schema.prisma`: `model User { id Int @id … }`, line by line.
struct PrismaSchema {
  private let path: String
  private(set) var tables: [Table] = []

  /// Bounds for files that are none.
  private static let maxLines = 50_000

  init(text: String, path: String) {
    self.path = path
    var table: Table?
    let lines = text.split(separator: "\n", maxSplits: Self.maxLines, omittingEmptySubsequences: false)
    for (index, raw) in lines.enumerated() {
      let words = Self.words(raw)
      guard let first = words.first else { continue }
      if table == nil {
        if first == "model", words.count > 1 {
          table = Table(name: words[1], model: words[1], location: Location(file: path, line: index + 1))
        }
      } else if first == "}" {
        if let table { tables.append(table) }
        table = nil
      } else {
        read(words, line: index + 1, into: &table)
      }
    }
  }

  /// The words of a line up to its comment; what stands in parentheses stays with the word before it.
  private static func words(_ line: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var depth = 0
    var isText = false
    for (position, character) in line.enumerated() {
      guard position < 2_000 else { break }
      if character == "\"" { isText.toggle() }
      if !isText, word.hasSuffix("/"), character == "/" {
        word.removeLast()
        break
      }
      if !isText, character == "(" || character == "[" { depth += 1 }
      if !isText, character == ")" || character == "]" { depth -= 1 }
      if depth <= 0, !isText, character.isWhitespace {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private func read(_ words: [String], line: Int, into table: inout Table?) {
    guard let first = words.first, !first.hasPrefix("//") else { return }
    if first.hasPrefix("@@") {
      readBlock(first, into: &table)
    } else if words.count > 1 {
      readField(words, line: line, into: &table)
    }
  }

  private func readBlock(_ attribute: String, into table: inout Table?) {
    if attribute.hasPrefix("@@map(") {
      let name = attribute.split(separator: "\"").dropFirst().first.map(String.init)
      if let name { table?.name = name }
    }
    let columns = Self.list(attribute)
    guard !columns.isEmpty else { return }
    if attribute.hasPrefix("@@unique") || attribute.hasPrefix("@@id") { table?.uniques.append(columns) }
    if attribute.hasPrefix("@@index") { table?.indexes.append(columns) }
  }

  /// The names in the first list: `@@unique([a, b(sort: Desc)])`.
  private static func list(_ attribute: String) -> [String] {
    guard let open = attribute.firstIndex(of: "["), let close = attribute.lastIndex(of: "]"), open < close else {
      return []
    }
    return attribute[attribute.index(after: open)..<close].split(separator: ",").map { part in
      String(part.drop { $0 == " " }.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }.filter { !$0.isEmpty }
  }

  private static let scalars: Set<String> = [
    "String", "Boolean", "Int", "BigInt", "Float", "Decimal", "DateTime", "Json", "Bytes",
  ]

  private func readField(_ words: [String], line: Int, into table: inout Table?) {
    let location = Location(file: path, line: line)
    let written = words[1]
    let type = String(written.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    let attributes = words.dropFirst(2)
    // A relation has no column of its own; an enum, which looks the same, has.
    if !Self.scalars.contains(type),
      written.hasSuffix("[]") || attributes.contains(where: { $0.hasPrefix("@relation") })
    {
      table?.relations.append(
        Relation(
          name: words[0], target: type, isCollection: written.hasSuffix("[]"), isEager: false, location: location))
      return
    }
    var column = Column(name: words[0], type: type, location: location)
    column.isFloat = type == "Float"
    column.isNullable = written.hasSuffix("?")
    column.isPrimaryKey = attributes.contains { $0 == "@id" || $0.hasPrefix("@id(") }
    if attributes.contains(where: { $0 == "@unique" || $0.hasPrefix("@unique(") }) { table?.uniques.append([words[0]]) }
    table?.columns.append(column)
  }
}
