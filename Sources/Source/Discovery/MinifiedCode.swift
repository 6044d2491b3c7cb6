import Glibc

/// Recognises minified, bundled and compiled JavaScript.
enum MinifiedCode {
  static func isMinified(name: String) -> Bool {
    [".min.js", "-min.js", ".min.mjs", ".min.cjs", ".bundle.js", ".chunk.js", ".umd.js", ".iife.js"]
      .contains { name.hasSuffix($0) }
  }

  /// Lines at least this long are not written by hand.
  private static let longLine = 1000

  /// Whether most of the text stands in lines that nobody writes, and these lines are code: a long literal (an image,
  /// a drawing's path, a table) has few parentheses and semicolons, minified code has one every few bytes.
  static func isMinified(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 2 * longLine else { return false }
    return bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return false }
      var long = 0
      var marks = 0
      var start = 0
      while start < buffer.count {
        let rest = buffer.count - start
        let length = memchr(base + start, 0x0A, rest).map { UnsafeRawPointer($0) - (base + start) } ?? rest
        if length >= longLine {
          long += length
          for byte in buffer[start..<(start + length)] where byte == UInt8(ascii: "(") || byte == UInt8(ascii: ";") {
            marks += 1
          }
        }
        start += length + 1
      }
      return long * 2 >= bytes.count && marks * 100 >= long
    }
  }

  /// Whether the text begins as webpack's development bundles do.
  static func isBundle(_ bytes: [UInt8]) -> Bool { bytes.contains(text: "/******/", in: 0..<600) }

  /// Whether the text has the marks of a compiler's or bundler's output: TypeScript's or Babel's prologue, webpack's
  /// frame, a source map's address.
  static func isCompiled(_ bytes: [UInt8]) -> Bool {
    let head = 0..<600
    return bytes.contains(text: "Object.defineProperty(exports, \"__esModule\"", in: head)
      || bytes.contains(text: "(this && this.__", in: head)
      || bytes.contains(text: "//# sourceMappingURL=", in: (bytes.count - 300)..<bytes.count)
  }
}
