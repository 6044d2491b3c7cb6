/// Reads GraphQL's schema language token by token.
struct SchemaReader {
  private enum Token: Equatable {
    case word(String)
    case mark(UInt8)
    /// A description or a default, whatever it says.
    case text
  }

  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var token: Token?
  /// Where the current token begins.
  private var start = 0
  /// Steps that reading may take; what comes later is left out.
  private var fuel: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
    fuel = bytes.count * 2 + 16
    advance()
  }

  mutating func read(into document: inout SchemaDocument) {
    while let current = token {
      switch current {
      case .word("type"): readType(.type, &document)
      case .word("interface"): readType(.interface, &document)
      case .word("input"): readType(.input, &document)
      case .word("schema"): readRoots(&document)
      case .word("union"):
        document.hasUnions = true
        advance()
      case .word("directive"):
        advance()
        if take("@") { _ = word() }
        if isAt("(") { skipGroup() }
      default: advance()
      }
    }
  }

  // MARK: Declarations

  private mutating func readType(_ kind: SchemaType.Kind, _ document: inout SchemaDocument) {
    advance()
    guard let name = word() else { return }
    var type = SchemaType(kind: kind, name: name)
    // `implements A & B`
    while case .word = token { advance(); while take("&") {} }
    type.directives = directives()
    guard take("{") else {
      if !type.directives.isEmpty { document.types.append(type) }
      return
    }
    while let current = token, current != .mark(UInt8(ascii: "}")) {
      guard let field = field() else { advance(); continue }
      type.fields.append(field)
    }
    advance()
    document.types.append(type)
  }

  private mutating func field() -> SchemaField? {
    let offset = start - bytes.startIndex
    guard let name = word() else { return nil }
    let arguments = isAt("(") ? self.arguments() : []
    guard take(":") else { return nil }
    var field = SchemaField(name: name, type: type(), arguments: arguments, offset: offset)
    skipDefault()
    field.directives = directives()
    return field
  }

  private mutating func arguments() -> [SchemaArgument] {
    var found: [SchemaArgument] = []
    advance()
    while let current = token, current != .mark(UInt8(ascii: ")")) {
      guard let name = word(), take(":") else { advance(); continue }
      found.append(SchemaArgument(name: name, type: type()))
      skipDefault()
      _ = directives()
    }
    advance()
    return found
  }

  private mutating func type() -> String {
    var text = ""
    while let current = token {
      switch current {
      case .mark(let mark) where mark == UInt8(ascii: "[") || mark == UInt8(ascii: "]") || mark == UInt8(ascii: "!"):
        text.unicodeScalars.append(Unicode.Scalar(mark))
      case .word(let word) where text.allSatisfy({ $0 == "[" }): text += word
      default: return text
      }
      advance()
    }
    return text
  }

  private mutating func skipDefault() {
    guard take("=") else { return }
    if isAt("[") || isAt("{") { skipGroup() } else { advance() }
  }

  private mutating func directives() -> [SchemaDirective] {
    var found: [SchemaDirective] = []
    while take("@") {
      guard let name = word() else { break }
      var arguments = ""
      if isAt("(") {
        let begin = position
        skipGroup()
        let end = max(begin, token == nil ? position : start)
        arguments = String(decoding: bytes[begin..<min(end, begin + 400)], as: UTF8.self)
        if let close = arguments.lastIndex(of: ")") { arguments = String(arguments[..<close]) }
      }
      found.append(SchemaDirective(name: name, arguments: arguments))
    }
    return found
  }

  private mutating func readRoots(_ document: inout SchemaDocument) {
    advance()
    _ = directives()
    guard take("{") else { return }
    while let current = token, current != .mark(UInt8(ascii: "}")) {
      guard let name = word(), take(":") else { advance(); continue }
      document.roots[name] = type()
    }
    advance()
  }

  // MARK: Tokens

  private func isAt(_ mark: Unicode.Scalar) -> Bool { token == .mark(UInt8(ascii: mark)) }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard isAt(mark) else { return false }
    advance()
    return true
  }

  private mutating func word() -> String? {
    guard case .word(let word) = token else { return nil }
    advance()
    return word
  }

  /// From an opening mark to behind the one that closes it.
  private mutating func skipGroup() {
    var depth = 0
    while let current = token {
      if case .mark(let mark) = current {
        if "([{".utf8.contains(mark) { depth += 1 }
        if ")]}".utf8.contains(mark) { depth -= 1 }
      }
      advance()
      if depth <= 0 { return }
    }
  }

  private mutating func advance() {
    token = nil
    while position < bytes.endIndex, fuel > 0 {
      fuel -= 1
      let byte = bytes[position]
      if byte == UInt8(ascii: "#") {
        while position < bytes.endIndex, bytes[position] != 0x0A { position += 1 }
      } else if byte == UInt8(ascii: "\"") {
        start = position
        skipText()
        token = .text
        return
      } else if byte == UInt8(ascii: "$"), position + 1 < bytes.endIndex, bytes[position + 1] == UInt8(ascii: "{") {
        skipHole()
      } else if Self.isWord(byte) {
        start = position
        while position < bytes.endIndex, Self.isWord(bytes[position]) { position += 1 }
        token = .word(String(decoding: bytes[start..<position], as: UTF8.self))
        return
      } else {
        start = position
        position += 1
        if "(){}[]:!=@&|".utf8.contains(byte) {
          token = .mark(byte)
          return
        }
      }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
  }

  /// A description or a default.
  private mutating func skipText() {
    let isBlock = bytes[position...].starts(with: Array("\"\"\"".utf8))
    position += isBlock ? 3 : 1
    while position < bytes.endIndex {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\") { position = min(position + 2, bytes.endIndex); continue }
      if !isBlock, byte == 0x0A { return }
      if byte == UInt8(ascii: "\""), !isBlock || bytes[position...].starts(with: Array("\"\"\"".utf8)) {
        position += isBlock ? 3 : 1
        return
      }
      position += 1
    }
  }

  private mutating func skipHole() {
    var depth = 0
    while position < bytes.endIndex {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return }
      }
    }
  }
}
