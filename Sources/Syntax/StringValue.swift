package import Source

extension SyntaxFile {
  /// The bytes of a literal between its quotes, escapes not resolved.
  package func stringContent(_ id: NodeID) -> ByteRange? {
    let node = self[id]
    guard node.kind == .string else { return nil }
    let trim = StringTrim(node.name)
    let start = node.start + UInt32(trim.prefix)
    let end = node.end >= UInt32(trim.suffix) ? node.end - UInt32(trim.suffix) : node.end
    return start <= end ? ByteRange(start: start, end: end) : nil
  }

  /// The value of a literal, with the common escapes of the lowered languages resolved; `nil` for other nodes.
  package func stringValue(_ id: NodeID) -> String? {
    guard let content = stringContent(id) else { return nil }
    let text = source.text(content)
    if self[id].flags.contains(.raw) || !text.utf8.contains(UInt8(ascii: "\\")) { return text }
    return Self.unescape(text)
  }

  private static func unescape(_ text: String) -> String {
    var output = String.UnicodeScalarView()
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard scalar == "\\", let escaped = scalars.next() else {
        output.append(scalar)
        continue
      }
      switch escaped {
      case "n": output.append("\n")
      case "t": output.append("\t")
      case "r": output.append("\r")
      case "b": output.append("\u{8}")
      case "f": output.append("\u{C}")
      case "v": output.append("\u{B}")
      case "0": output.append("\0")
      case "\n": break
      case "x": appendHex(&output, &scalars, digits: 2)
      case "u": appendHex(&output, &scalars, digits: 4)
      case "\\", "'", "\"", "`", "/", "$", "{", "}": output.append(escaped)
      default: output.append(contentsOf: ["\\", escaped])
      }
    }
    return String(output)
  }

  private static func appendHex(
    _ output: inout String.UnicodeScalarView, _ scalars: inout String.UnicodeScalarView.Iterator, digits: Int
  ) {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let scalar = scalars.next(), let digit = Character(scalar).hexDigitValue else { return }
      value = value << 4 | UInt32(digit)
    }
    if let scalar = Unicode.Scalar(value) { output.append(scalar) }
  }
}
