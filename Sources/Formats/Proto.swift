import Source

/// What a Protocol Buffers file says about services; messages and options are passed over.
package struct ProtoFile: Sendable, Hashable {
  /// "hipstershop", "" where the file names none.
  package var package = ""
  package var services: [ProtoService] = []
}

/// A service of a Protocol Buffers file.
package struct ProtoService: Sendable, Hashable {
  package let name: String
  /// Counted from 1.
  package let line: Int
  package var methods: [ProtoMethod] = []
}

/// One method of a service.
package struct ProtoMethod: Sendable, Hashable {
  package let name: String
  /// Counted from 1.
  package let line: Int
  /// Message types as written.
  package let request: String
  package let response: String
  package let streamsRequests: Bool
  package let streamsResponses: Bool
  /// The routes that `google.api.http` gives it, additional ones behind.
  package var bindings: [ProtoBinding] = []

  package init(
    name: String, line: Int, request: String, response: String, streamsRequests: Bool, streamsResponses: Bool
  ) {
    self.name = name
    self.line = line
    self.request = request
    self.response = response
    self.streamsRequests = streamsRequests
    self.streamsResponses = streamsResponses
  }
}

/// `post: "/v1/books"`: a route of a gateway for a method.
package struct ProtoBinding: Sendable, Hashable {
  /// Upper case.
  package let verb: String
  /// As written: "/v1/{name=shelves/*}/books:find".
  package let template: String

  package init(verb: String, template: String) {
    self.verb = verb
    self.template = template
  }
}

/// Reads Protocol Buffers files: `package`, `service` and `rpc`, wherever they stand. Whatever is not understood is
/// passed over to the next semicolon or closing brace, without recursion.
package enum Proto {
  /// Real files have some dozens.
  private static let maxServices = 1_000
  private static let maxMethods = 5_000
  private static let maxBindings = 32

  package static func parse(_ bytes: [UInt8]) -> ProtoFile {
    guard bytes.count <= FormatLimits.bytes else { return ProtoFile() }
    var tokens = ProtoTokens(bytes)
    var file = ProtoFile()
    var depth = 0
    var methods = 0
    while let token = tokens.next() {
      switch token.text {
      case "{": depth += 1
      case "}": depth = max(0, depth - 1)
      case "package" where depth == 0: file.package = tokens.next()?.text ?? ""
      case "service" where depth == 0 && file.services.count < maxServices:
        guard let name = tokens.next(), name.isName, tokens.peek?.text == "{" else { continue }
        var service = ProtoService(name: name.text, line: name.line)
        readMethods(&tokens, &service, limit: maxMethods - methods)
        methods += service.methods.count
        file.services.append(service)
      default: continue
      }
    }
    return file
  }

  /// From the opening brace of a service to its end.
  private static func readMethods(_ tokens: inout ProtoTokens, _ service: inout ProtoService, limit: Int) {
    var depth = 0
    while let token = tokens.next() {
      switch token.text {
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth <= 0 { return }
      case "rpc" where depth == 1 && service.methods.count < limit:
        if let method = method(&tokens) { service.methods.append(method) }
      case "google.api.http" where depth == 2 && !service.methods.isEmpty:
        service.methods[service.methods.count - 1].bindings += bindings(&tokens)
      default: continue
      }
    }
  }

  private static let verbs: Set<String> = ["get", "put", "post", "delete", "patch"]

  /// Behind `option (google.api.http`: `) = { get: "/v1/a" additional_bindings { get: "/v1/b" } }`, or `).get = "/v1/a"`.
  private static func bindings(_ tokens: inout ProtoTokens) -> [ProtoBinding] {
    var found: [ProtoBinding] = []
    var depth = 0
    var word = ""
    var kind: String?
    // The brace at the end of the whole method is not taken.
    while let token = tokens.peek, !(depth == 0 && (token.text == ";" || token.text == "}")) {
      _ = tokens.next()
      switch token.text {
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth <= 0 { return found }
      case "\"":
        guard let text = token.content, found.count < maxBindings else { continue }
        if verbs.contains(word) { found.append(ProtoBinding(verb: word.uppercased(), template: text)) }
        // `custom: { kind: "HEAD" path: "/v1/a" }`
        if word == "kind" { kind = text }
        if word == "path", let kind { found.append(ProtoBinding(verb: kind.uppercased(), template: text)) }
      case ":", "=", ")": continue
      default: word = token.text.hasPrefix(".") ? String(token.text.dropFirst()) : token.text
      }
    }
    return found
  }

  /// `Name (stream Request) returns (stream Response)`; what follows stays.
  private static func method(_ tokens: inout ProtoTokens) -> ProtoMethod? {
    guard let name = tokens.next(), name.isName, let request = message(&tokens), tokens.next()?.text == "returns",
      let response = message(&tokens)
    else { return nil }
    return ProtoMethod(
      name: name.text, line: name.line, request: request.type, response: response.type,
      streamsRequests: request.isStream, streamsResponses: response.isStream)
  }

  private static func message(_ tokens: inout ProtoTokens) -> (type: String, isStream: Bool)? {
    guard tokens.next()?.text == "(", var token = tokens.next() else { return nil }
    let isStream = token.text == "stream" && tokens.peek?.isName ?? false
    if isStream {
      guard let type = tokens.next() else { return nil }
      token = type
    }
    guard token.isName, tokens.next()?.text == ")" else { return nil }
    return (token.text, isStream)
  }
}

/// The words and marks of a Protocol Buffers file.
private struct ProtoTokens {
  struct Token {
    let text: String
    let line: Int
    /// What is between the quotes.
    var content: String?

    /// Words; names of types may have dots.
    var isName: Bool { text.utf8.first.map(ProtoTokens.isWord) ?? false }
  }

  private var cursor: ByteCursor
  private var ahead: Token?

  init(_ bytes: [UInt8]) { cursor = ByteCursor(bytes) }

  var peek: Token? {
    mutating get {
      if ahead == nil { ahead = read() }
      return ahead
    }
  }

  mutating func next() -> Token? {
    if let token = ahead {
      ahead = nil
      return token
    }
    return read()
  }

  private mutating func read() -> Token? {
    skipSpace()
    guard let byte = cursor.peek else { return nil }
    let (start, line) = (cursor.position, cursor.line)
    if Self.isWord(byte) {
      cursor.skip(while: Self.isWord)
      return Token(text: cursor.text(from: start), line: line)
    }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      skipString(byte)
      let whole = cursor.text(from: start)
      let content = whole.utf8.count > 1 ? String(whole.dropFirst().dropLast()) : nil
      return Token(text: "\"", line: line, content: content)
    }
    cursor.advance()
    return Token(text: String(decoding: [byte], as: UTF8.self), line: line)
  }

  private mutating func skipSpace() {
    while let byte = cursor.peek {
      if byte <= 0x20 {
        cursor.advance()
      } else if cursor.isAt("//") {
        cursor.skipLine()
      } else if cursor.take("/*") {
        while !cursor.atEnd, !cursor.take("*/") { cursor.advance() }
      } else {
        return
      }
    }
  }

  /// A string ends with its line at the latest.
  private mutating func skipString(_ quote: UInt8) {
    cursor.advance()
    while let byte = cursor.peek, byte != 0x0A {
      cursor.advance()
      if byte == quote { return }
      if byte == UInt8(ascii: "\\"), cursor.peek != 0x0A { cursor.advance() }
    }
  }

  fileprivate static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: byte >= 0x80
    }
  }
}
