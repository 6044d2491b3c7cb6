import Source

/// TOML 1.0, as pyproject.toml, uv.lock and Pipfile use it.
package enum TOML {
  /// Parses a file into one mapping. A line that is not understood costs a diagnostic and nothing else.
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: the path for diagnostics.
  package static func parse(_ bytes: [UInt8], file: String = "") -> ConfigDocument {
    if let tooLarge = FormatLimits.tooLarge(bytes, file: file) {
      return ConfigDocument(documents: [], diagnostics: [tooLarge])
    }
    var parser = TOMLParser(bytes, file: file)
    return parser.parse()
  }
}

private struct TOMLParser {
  private var values: TOMLValueParser
  private var tree = TOMLTree()

  init(_ bytes: [UInt8], file: String) { values = TOMLValueParser(bytes, file: file) }

  mutating func parse() -> ConfigDocument {
    var table = TOMLTree.root
    while true {
      values.skipSpace()
      guard let byte = values.cursor.peek else { break }
      let line = values.cursor.line
      if byte == UInt8(ascii: "[") {
        if let header = header() { table = header } else { recover(line, "a table header is not understood") }
      } else if !entry(in: table) {
        recover(line, "a line is not understood")
      }
    }
    let root = tree.node(TOMLTree.root, size: values.cursor.bytes.count)
    return ConfigDocument(documents: [root], diagnostics: values.notes.diagnostics)
  }

  private mutating func recover(_ line: Int, _ problem: String) {
    values.notes.add(line, "\(problem); left out")
    values.cursor.skipLine()
  }

  /// `[a.b]` or `[[a.b]]`: the table that the following lines fill; `nil` when malformed.
  private mutating func header() -> Int? {
    let (start, line) = (values.cursor.position, values.cursor.line)
    let isArray = values.cursor.isAt("[[")
    values.cursor.advance(isArray ? 2 : 1)
    guard let path = values.keyPath(), isArray ? values.cursor.take("]]") : values.cursor.take("]"),
      values.endsLine()
    else { return nil }
    let place = TOMLTree.Place(range: values.cursor.range(from: start), line: line)
    return tree.table(at: path, isArray: isArray, place)
  }

  /// `a.b = value`; `false` when malformed.
  private mutating func entry(in table: Int) -> Bool {
    guard let path = values.keyPath(), let last = path.last, values.cursor.take("=") else { return false }
    values.cursor.skipBlanks()
    guard let value = values.value(depth: 0), values.endsLine() else { return false }
    let place = TOMLTree.Place(range: last.range, line: last.line)
    guard let parent = tree.table(below: table, path.dropLast(), place) else { return false }
    tree.set(last, to: value, in: parent)
    return true
  }
}

/// A key with its place.
struct TOMLKey {
  let text: String
  let range: ByteRange
  let line: Int
}

/// The tables of a file while they are filled: they may be opened again from anywhere, so they refer to each other by
/// index until the end.
private struct TOMLTree {
  struct Place {
    let range: ByteRange
    let line: Int
  }

  private enum Slot {
    case value(ConfigNode)
    case table(Int)
    /// An array of tables, chained by `Table.next` so that it grows at constant cost.
    case tables(first: Int, last: Int)
  }

  private struct Table {
    var keys: [TOMLKey] = []
    var slots: [String: Slot] = [:]
    let place: Place
    var next: Int?
  }

  static let root = 0
  private var tables = [Table(place: Place(range: ByteRange(start: 0, end: 0), line: 1))]

  mutating func set(_ key: TOMLKey, to value: ConfigNode, in table: Int) {
    if tables[table].slots[key.text] == nil { tables[table].keys.append(key) }
    tables[table].slots[key.text] = .value(value)
  }

  /// The table at the end of a header's path, made if need be.
  mutating func table(at path: [TOMLKey], isArray: Bool, _ place: Place) -> Int? {
    guard let last = path.last, let parent = table(below: Self.root, path.dropLast(), place) else { return nil }
    guard isArray else { return child(last, of: parent, place) }
    let index = tables.count
    switch tables[parent].slots[last.text] {
    case nil:
      tables[parent].keys.append(last)
      tables[parent].slots[last.text] = .tables(first: index, last: index)
    case .tables(let first, let end):
      tables[parent].slots[last.text] = .tables(first: first, last: index)
      tables[end].next = index
    default: return nil
    }
    tables.append(Table(place: place))
    return index
  }

  /// The table at the end of a path below another, made if need be; `nil` when a key on it holds something else, or
  /// when it nests too deep.
  mutating func table(below start: Int, _ path: ArraySlice<TOMLKey>, _ place: Place) -> Int? {
    guard path.count <= FormatLimits.depth / 2 else { return nil }
    var table = start
    for key in path {
      guard let next = child(key, of: table, place) else { return nil }
      table = next
    }
    return table
  }

  private mutating func child(_ key: TOMLKey, of table: Int, _ place: Place) -> Int? {
    switch tables[table].slots[key.text] {
    case .table(let index): return index
    case .tables(_, let last): return last
    case .value: return nil
    case nil:
      let index = tables.count
      tables.append(Table(place: place))
      tables[table].keys.append(key)
      tables[table].slots[key.text] = .table(index)
      return index
    }
  }

  /// A table and all below it as a value. Nesting is bounded: a header and a dotted key each add at most half the limit.
  func node(_ index: Int, size: Int = 0) -> ConfigNode {
    let table = tables[index]
    let entries = table.keys.compactMap { key -> ConfigMapping.Entry? in
      guard let slot = table.slots[key.text] else { return nil }
      return ConfigMapping.Entry(key: key.text, keyRange: key.range, keyLine: key.line, value: node(of: slot))
    }
    let range = index == Self.root ? ByteRange(start: 0, end: UInt32(size)) : table.place.range
    return ConfigNode(.mapping(ConfigMapping(entries)), range: range, line: table.place.line)
  }

  private func node(of slot: Slot) -> ConfigNode {
    switch slot {
    case .value(let node): return node
    case .table(let index): return node(index)
    case .tables(let first, _):
      let items = sequence(first: first, next: { tables[$0].next }).map { node($0) }
      let place = tables[first].place
      return ConfigNode(.sequence(items), range: place.range, line: place.line)
    }
  }
}
