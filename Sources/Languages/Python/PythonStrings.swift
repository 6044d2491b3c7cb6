internal import CTreeSitter
internal import Source
internal import Syntax

/// What a literal's prefix and quotes say, read from its bytes.
private struct LiteralShape {
  var prefix = 0
  var quotes = 0
  var suffix = 0
  var isFormatted = false
  /// Python 2's `repr`, which the grammar takes for a string.
  var isBacktick = false
  var flags: SyntaxFlags = []

  @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var offset = 0
    scan: while offset < text.count {
      switch text[offset] | 0x20 {
      case UInt8(ascii: "r"): flags.insert(.raw)
      case UInt8(ascii: "b"): flags.insert(.bytes)
      case UInt8(ascii: "f"), UInt8(ascii: "t"): isFormatted = true
      case UInt8(ascii: "u"): break
      default: break scan
      }
      offset += 1
    }
    guard offset < text.count else { return }
    let quote = text[offset]
    isBacktick = quote == UInt8(ascii: "`")
    quotes = text.count >= offset + 6 && text[offset + 1] == quote && text[offset + 2] == quote ? 3 : 1
    prefix = min(offset + quotes, text.count)
    // A literal that the parser closed by itself lacks its last quotes.
    let isClosed = text.count >= prefix + quotes && text[text.count - 1] == quote
    suffix = isClosed ? quotes : 0
  }
}

extension PythonWalker {
  /// A literal: `string` without and `template` with interpolations.
  mutating func string(_ index: Int, _ role: SyntaxRole) {
    let shape = LiteralShape(tree.text(index))
    if shape.isBacktick { return unknown(index, role) }
    if tree.end(index) == index + 1, !shape.isFormatted || !hasBrace(index) {
      let trim = StringTrim(prefix: shape.prefix, suffix: shape.suffix)
      return leaf(.string, role, index, name: trim.name, flags: shape.flags)
    }
    open(.template, role, index)
    parts(index, shape)
    close()
  }

  /// Adjacent literals are one template of their parts.
  mutating func concatenatedString(_ index: Int, _ role: SyntaxRole) {
    open(.template, role, index)
    for child in children(index) {
      if symbol(child) == .string { parts(child, LiteralShape(tree.text(child))) } else { lower(child, .none) }
    }
    close()
  }

  private func hasBrace(_ index: Int) -> Bool {
    for byte in tree.text(index) where byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") { return true }
    return false
  }

  /// The text parts and expressions of one literal.
  private mutating func parts(_ index: Int, _ shape: LiteralShape) {
    let node = tree.nodes[index]
    var position = node.start + UInt32(shape.prefix)
    for child in children(index) {
      let hole = tree.nodes[child]
      text(position, hole.start, shape)
      if symbol(child) == .interpolation { interpolation(child) } else { lower(child, .none) }
      position = hole.end
    }
    text(position, node.end - min(node.end, UInt32(shape.suffix)), shape)
  }

  private mutating func interpolation(_ index: Int) {
    for child in children(index) {
      if field(child) == .expression || symbol(child) == .error { lower(child, .element) }
    }
  }

  /// A stretch of literal text. In an f-string `{{` and `}}` stand for one brace: the part ends after the first and
  /// the next begins after the second, so that no part needs further unescaping.
  private func text(_ start: UInt32, _ end: UInt32, _ shape: LiteralShape) {
    guard start < end else { return }
    var begin = start
    var position = start
    while shape.isFormatted, position + 1 < end {
      let byte = tree.bytes[Int(position)]
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"), tree.bytes[Int(position) + 1] == byte {
        builder.pointee.leaf(.string, .element, start: begin, end: position + 1, flags: shape.flags)
        position += 2
        begin = position
      } else {
        position += 1
      }
    }
    guard begin < end else { return }
    builder.pointee.leaf(.string, .element, start: begin, end: end, flags: shape.flags)
  }
}
