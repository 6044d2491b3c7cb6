internal import Source

extension Location {
  private static let endings = [".js", ".ts", ".mjs", ".cjs", ".mts", ".cts", ".jsx", ".tsx"]

  /// Whether it lies in a file of JavaScript or TypeScript.
  var isECMAScript: Bool { Self.endings.contains { file.hasSuffix($0) } }

  /// Whether it lies in a file of Go, whose requests each have a goroutine.
  var isGo: Bool { file.hasSuffix(".go") }

  /// Whether it is in a file of C#.
  var isCSharp: Bool { file.hasSuffix(".cs") }
}
