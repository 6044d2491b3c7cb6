internal import Source

/// Another reading of a file in which the grammar stumbled over `#if`: it allows them only between whole
/// declarations, statements or expressions.
enum CSharpRepair {
  /// The text with every directive blanked, and every branch but the first of each `#if`; `nil` without directives.
  static func withoutDirectives(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var result: [UInt8]?
    // For each open `#if`, whether its first branch is being read.
    var branches: [Bool] = []
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      let directive = directive(bytes, start, end)
      switch directive {
      case .opening: if branches.count < 64 { branches.append(true) }
      case .other: if !branches.isEmpty { branches[branches.count - 1] = false }
      case .closing: _ = branches.popLast()
      case .plain, nil: break
      }
      if directive != nil || branches.contains(false) {
        if result == nil { result = Array(bytes) }
        for offset in start..<end where bytes[offset] != UInt8(ascii: "\r") { result?[offset] = UInt8(ascii: " ") }
      }
      start = end + 1
    }
    return result
  }

  private enum Directive { case opening, other, closing, plain }

  private static func directive(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Directive? {
    var offset = start
    skipBlanks(bytes, &offset, end)
    guard offset < end, bytes[offset] == UInt8(ascii: "#") else { return nil }
    offset += 1
    skipBlanks(bytes, &offset, end)
    let word = bytes[offset..<end].prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    if word.elementsEqual("if".utf8) { return .opening }
    if word.elementsEqual("else".utf8) || word.elementsEqual("elif".utf8) { return .other }
    if word.elementsEqual("endif".utf8) { return .closing }
    return word.isEmpty ? nil : .plain
  }

  private static func skipBlanks(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int, _ end: Int) {
    while offset < end, bytes[offset] == UInt8(ascii: " ") || bytes[offset] == UInt8(ascii: "\t") { offset += 1 }
  }
}
