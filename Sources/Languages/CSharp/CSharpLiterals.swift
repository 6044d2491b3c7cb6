internal import CTreeSitter
internal import Source
internal import Syntax

/// What a literal's prefix and quotes say, read from its bytes.
private struct LiteralShape {
  var prefix = 0
  var suffix = 0
  var flags: SyntaxFlags = []
  /// Quotes are doubled in it.
  var isVerbatim = false
  /// Braces are doubled in it.
  var isInterpolated = false

  init(_ text: UnsafeBufferPointer<UInt8>) {
    var offset = 0
    while offset < text.count, text[offset] == UInt8(ascii: "$") || text[offset] == UInt8(ascii: "@") {
      if text[offset] == UInt8(ascii: "@") { isVerbatim = true } else { isInterpolated = true }
      offset += 1
    }
    guard offset < text.count else { return }
    let quote = text[offset]
    var quotes = 0
    while offset + quotes < text.count, text[offset + quotes] == quote { quotes += 1 }
    var end = text.count
    if end >= offset + 4, text[end - 1] == UInt8(ascii: "8"), text[end - 2] | 0x20 == UInt8(ascii: "u") {
      end -= 2
      flags.insert(.bytes)
    }
    let isRaw = quotes >= 3 && quote == UInt8(ascii: "\"") && !isVerbatim
    if !isRaw { quotes = 1 } else { isInterpolated = false }
    if isRaw || isVerbatim { flags.insert(.raw) }
    if isRaw { flags.insert(.textBlock) }
    prefix = min(offset + quotes, text.count)
    let isClosed = end >= prefix + quotes && text[end - 1] == quote
    suffix = text.count - end + (isClosed ? quotes : 0)
  }
}

extension CSharpWalker {
  /// A literal without interpolations.
  mutating func string(_ index: Int, _ role: SyntaxRole) {
    let shape = LiteralShape(tree.text(index))
    let node = tree.nodes[index]
    let (start, end) = content(node.start, node.end, shape)
    guard !shape.isVerbatim || !hasDoubledQuotes(start, end) else {
      open(.template, role, index)
      text(start, end, shape)
      return close()
    }
    leaf(.string, role, index, name: StringTrim(prefix: shape.prefix, suffix: shape.suffix).name, flags: shape.flags)
  }

  private func content(_ start: UInt32, _ end: UInt32, _ shape: LiteralShape) -> (UInt32, UInt32) {
    (start + UInt32(shape.prefix), max(start + UInt32(shape.prefix), end - min(end, UInt32(shape.suffix))))
  }

  private func hasDoubledQuotes(_ start: UInt32, _ end: UInt32) -> Bool {
    guard start < end else { return false }
    return tree.slice(start, end).contains(UInt8(ascii: "\""))
  }

  /// `$"…{x}…"` in all its forms.
  mutating func interpolatedString(_ index: Int, _ role: SyntaxRole) {
    let shape = LiteralShape(tree.text(index))
    let node = tree.nodes[index]
    var (position, end) = content(node.start, node.end, shape)
    open(.template, role, index)
    for child in children(index) {
      let hole = tree.nodes[child]
      text(position, min(hole.start, end), shape)
      if symbol(child) == .interpolation {
        for part in children(child) { lower(part, symbol(part) == .error ? .none : .element) }
      } else {
        lower(child, .none)
      }
      position = max(position, hole.end)
    }
    end = max(position, end)
    text(position, end, shape)
    close()
  }

  /// A stretch of literal text. What is doubled stands for one: the part ends after the first and the next begins
  /// after the second, so that no part needs further unescaping.
  private func text(_ start: UInt32, _ end: UInt32, _ shape: LiteralShape) {
    guard start < end else { return }
    var begin = start
    var position = start
    // The indentation of a part is not known from the part.
    let flags = SyntaxFlags(rawValue: shape.flags.rawValue & ~SyntaxFlags.textBlock.rawValue)
    while shape.isInterpolated || shape.isVerbatim, position + 1 < end {
      let byte = tree.bytes[Int(position)]
      let doubles =
        shape.isInterpolated && (byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"))
        || shape.isVerbatim && byte == UInt8(ascii: "\"")
      if doubles, tree.bytes[Int(position) + 1] == byte {
        builder.pointee.leaf(.string, .element, start: begin, end: position + 1, flags: flags)
        position += 2
        begin = position
      } else {
        position += 1
      }
    }
    guard begin < end else { return }
    builder.pointee.leaf(.string, .element, start: begin, end: end, flags: flags)
  }
}
