package import Source

extension SyntaxFile {
  /// The bytes of a literal between its quotes, escapes not resolved.
  package func stringContent(_ id: NodeID) -> ByteRange? {
    let node = self[id]
    guard node.kind == .string else { return nil }
    let trim = node.trim
    let start = node.start + UInt32(trim.prefix)
    let end = node.end >= UInt32(trim.suffix) ? node.end - UInt32(trim.suffix) : node.end
    return start <= end ? ByteRange(start: start, end: end) : nil
  }

  /// The value of a literal, with the escapes of its language resolved (but for Python's `\N{name}`, which stays as
  /// written); `nil` for other nodes. Bytes from 0x80 are the scalars of the same number.
  package func stringValue(_ id: NodeID) -> String? {
    guard let content = stringContent(id) else { return nil }
    var text = source.text(content)
    if self[id].flags.contains(.textBlock) {
      text = TextBlock.withoutIndentation(text)
      // C# has the last line for the closing quotes alone.
      if source.language == .csharp, text.utf8.last == UInt8(ascii: "\n") { text.removeLast() }
    }
    if self[id].flags.contains(.raw) || !text.utf8.contains(UInt8(ascii: "\\")) { return text }
    var reader = EscapeReader(
      scalars: text.unicodeScalars, isECMAScript: source.language?.isECMAScript ?? false,
      isJava: source.language == .java, isBytes: self[id].flags.contains(.bytes))
    return reader.value()
  }
}

/// Resolves the escapes of one literal.
private struct EscapeReader {
  let scalars: String.UnicodeScalarView
  /// Java's escapes are as ECMAScript's, but for one.
  let isECMAScript: Bool
  let isJava: Bool
  let isBytes: Bool
  private var index: String.UnicodeScalarView.Index
  private var output = String.UnicodeScalarView()

  init(scalars: String.UnicodeScalarView, isECMAScript: Bool, isJava: Bool, isBytes: Bool) {
    self.scalars = scalars
    self.isECMAScript = isECMAScript || isJava
    self.isJava = isJava
    self.isBytes = isBytes
    index = scalars.startIndex
  }

  mutating func value() -> String {
    while let scalar = next() {
      if scalar != "\\" { output.append(scalar) } else if let escaped = next() { append(escaped) }
    }
    return String(output)
  }

  private mutating func next() -> Unicode.Scalar? {
    guard index < scalars.endIndex else { return nil }
    defer { scalars.formIndex(after: &index) }
    return scalars[index]
  }

  private mutating func append(_ escaped: Unicode.Scalar) {
    switch escaped {
    case "n": output.append("\n")
    case "t": output.append("\t")
    case "r": output.append("\r")
    case "b": output.append("\u{8}")
    case "f": output.append("\u{C}")
    case "v": output.append("\u{B}")
    case "a" where !isECMAScript: output.append("\u{7}")
    case "s" where isJava: output.append(" ")
    case "\n": break
    case "\r": if index < scalars.endIndex, scalars[index] == "\n" { _ = next() }
    case "0"..."7": appendNumber(escaped, radix: 8, digits: 3)
    case "x": appendNumber(nil, radix: 16, digits: 2)
    case "u" where !isBytes: appendUnicode()
    case "U" where !isECMAScript && !isBytes: appendNumber(nil, radix: 16, digits: 8)
    case "\\", "'", "\"": output.append(escaped)
    // What is no escape loses its backslash in ECMAScript and keeps it in Python.
    default: output.append(contentsOf: isECMAScript ? [escaped] : ["\\", escaped])
    }
  }

  /// Appends the scalar of a number, of which `first` is already read.
  private mutating func appendNumber(_ first: Unicode.Scalar?, radix: UInt32, digits: Int) {
    if let scalar = Unicode.Scalar(number(first, radix: radix, digits: digits)) { output.append(scalar) }
  }

  private mutating func number(_ first: Unicode.Scalar?, radix: UInt32, digits: Int) -> UInt32 {
    var value = first.map { $0.value - 0x30 } ?? 0
    for _ in (first == nil ? 0 : 1)..<digits {
      guard index < scalars.endIndex, let digit = Character(scalars[index]).hexDigitValue, digit < radix else { break }
      value = (value &* radix) &+ UInt32(digit)
      _ = next()
    }
    return value
  }

  /// `\u1234`, `\u{1F600}`, and ECMAScript's pairs of surrogates.
  private mutating func appendUnicode() {
    if isECMAScript, index < scalars.endIndex, scalars[index] == "{" {
      _ = next()
      appendNumber(nil, radix: 16, digits: 8)
      if index < scalars.endIndex, scalars[index] == "}" { _ = next() }
      return
    }
    let high = number(nil, radix: 16, digits: 4)
    guard isECMAScript, high & 0xFC00 == 0xD800, index < scalars.endIndex, scalars[index] == "\\" else {
      if let scalar = Unicode.Scalar(high) { output.append(scalar) }
      return
    }
    _ = next()
    guard next() == "u" else { return }
    let low = number(nil, radix: 16, digits: 4)
    let value = 0x10000 + ((high & 0x3FF) << 10 | low & 0x3FF)
    if let scalar = Unicode.Scalar(value) { output.append(scalar) }
  }
}
