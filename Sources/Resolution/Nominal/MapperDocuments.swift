internal import Source

/// A statement that MyBatis runs for a method of an interface.
struct MapperStatement: Sendable, Equatable {
  /// Its text: what is bound (`#{}`) as `?`, what is pasted in (`${}`) as `Value.hole`.
  var text: String
  /// What is pasted in: `name` of `${name}`, as written.
  var spliced: [String]
}

/// What Java's settings and mapper files say that code depends on.
struct JavaDocuments: Sendable {
  /// By the interface's full name and the method: "shop.OrderMapper.list".
  private(set) var statements: [String: MapperStatement] = [:]
  /// The interfaces that have a mapper file.
  private(set) var mappers: Set<String> = []
  /// Settings bound the queue of Spring Boot's own pool, or have it use virtual threads.
  private(set) var boundsTaskQueue = false
  /// Settings give clients of Feign limits of their own.
  private(set) var limitsFeign = false

  private static let largest = 1 << 20

  init(_ tree: SourceTree) {
    for document in tree.documents where document.purpose != .test && document.bytes.count < Self.largest {
      if document.path.hasSuffix(".xml") {
        guard document.contains(text: "<mapper"), document.contains(text: "namespace") else { continue }
        add(MapperXML(String(decoding: document.bytes.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)))
        continue
      }
      if document.contains(text: "queue-capacity") || document.contains(text: "queueCapacity")
        || document.contains(text: "threads.virtual")
      {
        boundsTaskQueue = true
      }
      if document.contains(text: "feign"),
        document.contains(text: "readTimeout") || document.contains(text: "read-timeout")
      {
        limitsFeign = true
      }
    }
  }

  private mutating func add(_ file: MapperXML) {
    guard !file.namespace.isEmpty else { return }
    mappers.insert(file.namespace)
    for (id, statement) in file.statements { statements[file.namespace + "." + id] = statement }
  }

  func describe(into digest: inout Digest) {
    digest.add(boundsTaskQueue ? 1 : 0)
    digest.add(limitsFeign ? 1 : 0)
    for name in mappers.sorted() { digest.add(name) }
    for (name, statement) in statements.sorted(by: { $0.key < $1.key }) {
      digest.add(name)
      digest.add(statement.text)
      for name in statement.spliced { digest.add(name) }
    }
  }
}

/// The statements of one mapper file: enough of XML for what MyBatis writes in it.
struct MapperXML {
  private(set) var namespace = ""
  private var raw: [(id: String, text: String)] = []
  private var fragments: [String: String] = [:]

  private static let kinds: Set<Substring> = ["select", "insert", "update", "delete", "sql"]
  private static let mark: Character = "\u{1}"

  init(_ text: String) {
    var rest = text[...]
    var open: (kind: Substring, id: String, text: String)?
    var skipped = 0
    while let start = rest.firstIndex(of: "<") {
      open?.text += skipped == 0 ? Self.decoded(rest[..<start]) : ""
      let after = rest[rest.index(after: start)...]
      if after.hasPrefix("!--") {
        rest = after.firstRange(of: "-->").map { after[$0.upperBound...] } ?? ""
        continue
      }
      if after.hasPrefix("![CDATA[") {
        let inner = after.dropFirst("![CDATA[".count)
        let end = inner.firstRange(of: "]]>")
        open?.text += skipped == 0 ? String(end.map { inner[..<$0.lowerBound] } ?? inner) : ""
        rest = end.map { inner[$0.upperBound...] } ?? ""
        continue
      }
      guard let close = Self.end(of: after) else { break }
      let tag = after[..<close]
      rest = after[after.index(after: close)...]
      let name = tag.drop { $0 == "/" }.prefix { !$0.isWhitespace && $0 != "/" }
      if tag.hasPrefix("/") {
        if name == "selectKey" { skipped = max(0, skipped - 1) }
        if let done = open, done.kind == name {
          if name == "sql" { fragments[done.id] = done.text } else { raw.append((done.id, done.text)) }
          open = nil
        } else if name == "foreach" {
          open?.text += ") "
        }
        continue
      }
      let isEmpty = tag.hasSuffix("/")
      switch name {
      case "mapper": namespace = Self.attribute("namespace", tag)
      case "selectKey" where !isEmpty: skipped += 1
      case "include": open?.text += " \(Self.mark)\(Self.attribute("refid", tag))\(Self.mark) "
      case "where": open?.text += " where "
      case "set": open?.text += " set "
      case "foreach": open?.text += " ( "
      case "trim": open?.text += " \(Self.attribute("prefix", tag)) "
      case let kind where Self.kinds.contains(kind) && open == nil && !isEmpty:
        open = (kind, Self.attribute("id", tag), "")
      default: open?.text += " "
      }
    }
  }

  /// With what they include filled in.
  var statements: [(id: String, statement: MapperStatement)] {
    raw.map { ($0.id, Self.statement(included($0.text, depth: 0))) }
  }

  private func included(_ text: String, depth: Int) -> String {
    guard depth < 6, text.contains(Self.mark) else { return text }
    var result = ""
    for (position, part) in text.split(separator: Self.mark, omittingEmptySubsequences: false).enumerated() {
      guard position % 2 == 1 else {
        result += part
        continue
      }
      // Of another file: by its last name.
      let id = part.split(separator: ".").last.map(String.init) ?? ""
      result += included(fragments[id] ?? String(Value.hole), depth: depth + 1)
    }
    return result
  }

  /// `#{name}` is bound, `${name}` pasted in.
  static func statement(_ text: String) -> MapperStatement {
    var result = ""
    var spliced: [String] = []
    var rest = text[...]
    while let brace = rest.firstIndex(of: "{") {
      let before = rest[..<brace]
      let after = rest[rest.index(after: brace)...]
      guard let sign = before.last, sign == "#" || sign == "$", let end = after.firstIndex(of: "}") else {
        result += rest[...brace]
        rest = after
        continue
      }
      result += before.dropLast()
      result += sign == "#" ? "?" : String(Value.hole)
      if sign == "$" { spliced.append(String(after[..<end].filter { !$0.isWhitespace })) }
      rest = after[after.index(after: end)...]
    }
    result += rest
    return MapperStatement(text: result, spliced: spliced)
  }

  /// The `>` that ends a tag: not one in an attribute, as in `test="count > 0"`.
  private static func end(of text: Substring) -> Substring.Index? {
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == ">" {
        return index
      }
    }
    return nil
  }

  private static func attribute(_ name: String, _ tag: Substring) -> String {
    guard let found = tag.firstRange(of: name + "=") else { return "" }
    let rest = tag[found.upperBound...]
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return "" }
    return String(rest.dropFirst().prefix { $0 != quote })
  }

  private static func decoded(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    return String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
      .replacing("&quot;", with: "\"").replacing("&apos;", with: "'")
  }
}
