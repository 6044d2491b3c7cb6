/// Spells otherwise what tree-sitter-typescript 0.23 cannot read, in a copy of the same length that only the parser
/// sees. Every loop is linear in the text.
struct ECMAScriptRepair {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var repaired: [UInt8]?
  /// Whether `respell` found anything.
  private(set) var hasRespelled = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  // Type arguments of a tagged template

  /// The longest list of type arguments looked at, in bytes.
  private static let maxArguments = 4_000

  /// ``sql<{ id: number }>`…` `` is read as two comparisons, or not at all; without the type arguments it is a call.
  mutating func blankTagArguments() {
    guard bytes.count > 2 else { return }
    for end in 2..<bytes.count where bytes[end] == UInt8(ascii: "`") && bytes[end - 1] == UInt8(ascii: ">") {
      if let start = tagArguments(endingAt: end - 1) { overwrite(start..<end, with: UInt8(ascii: " ")) }
    }
  }

  /// The `<` that belongs to the `>` at `end`, if it follows the end of an expression and what lies between can be
  /// types. Templates and statements in between mean that it is something else.
  private func tagArguments(endingAt end: Int) -> Int? {
    var angles = 0
    var brackets = 0
    var index = end
    let first = max(1, end - Self.maxArguments)
    while index >= first {
      let before = bytes[index - 1]
      switch bytes[index] {
      case UInt8(ascii: ">"): if before != UInt8(ascii: "=") { angles += 1 }
      case UInt8(ascii: "<"):
        angles -= 1
        if angles == 0 {
          let isTag = Self.isWord(before) || before == UInt8(ascii: ")")
          return isTag && brackets == 0 && bytes[index + 1] != UInt8(ascii: "/") ? index : nil
        }
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): brackets += 1
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["):
        brackets -= 1
        if brackets < 0 || before == UInt8(ascii: "$") { return nil }
      case UInt8(ascii: ";"): if brackets == 0 { return nil }
      case UInt8(ascii: "&"): if before == UInt8(ascii: "&") { return nil }
      case UInt8(ascii: "`"): return nil
      default: break
      }
      index -= 1
    }
    return nil
  }

  // What only a syntax error makes worth looking for

  /// Respells zero bytes, which end the text for the grammar; `f<typeof import("m")>()`; `export type * from`;
  /// `with { type: "json" }` after an export; parameters of function types that have the name of a type:
  /// `(string) => void`. Of Flow, parameters that are types, and functions that may be missing: `?(string[]) => void`.
  mutating func respell() {
    for index in bytes.indices {
      switch bytes[index] {
      case 0:
        overwrite(index..<index + 1, with: UInt8(ascii: " "))
        hasRespelled = true
      case UInt8(ascii: "<"): respellImportType(after: index)
      case UInt8(ascii: "t"): respellTypeOnlyStar(at: index)
      case UInt8(ascii: "w"): respellAttributes(at: index)
      case UInt8(ascii: "("): respellParameters(after: index)
      case UInt8(ascii: ":"): respellMaybeFunction(after: index)
      default: break
      }
    }
  }

  private mutating func respellImportType(after index: Int) {
    let start = skipSpaces(index + 1)
    var next = start
    if let end = match("typeof", at: next) { next = skipSpaces(end) }
    guard let open = match("import(", at: next), let close = find(UInt8(ascii: ")"), from: open) else { return }
    overwrite(start..<close + 1, with: UInt8(ascii: "_"))
    hasRespelled = true
  }

  /// Flow's `f: ?() => T`.
  private mutating func respellMaybeFunction(after index: Int) {
    let mark = skipSpaces(index + 1)
    guard match("?(", at: mark) != nil else { return }
    overwrite(mark..<mark + 1, with: UInt8(ascii: " "))
    hasRespelled = true
  }

  private mutating func respellTypeOnlyStar(at index: Int) {
    guard let end = match("type", at: index), index >= 7, match("export", at: index - 7) != nil else { return }
    let star = skipSpaces(end)
    guard star < bytes.count, bytes[star] == UInt8(ascii: "*") else { return }
    overwrite(index..<end, with: UInt8(ascii: " "))
    hasRespelled = true
  }

  private mutating func respellAttributes(at index: Int) {
    guard index >= 2, bytes[index - 1] == UInt8(ascii: " "), Self.isQuote(bytes[index - 2]) else { return }
    guard let end = match("with", at: index) else { return }
    let open = skipSpaces(end)
    guard open < bytes.count, bytes[open] == UInt8(ascii: "{") else { return }
    guard let close = find(UInt8(ascii: "}"), from: open) else { return }
    overwrite(index..<close + 1, with: UInt8(ascii: " "))
    hasRespelled = true
  }

  private static let typeNames: [StaticString] = [
    "string", "boolean", "number", "any", "object", "symbol", "unknown", "never",
  ]

  /// From behind a parenthesis: names and commas only, and an arrow behind them.
  private mutating func respellParameters(after index: Int) {
    var words: [Range<Int>] = []
    var next = skipSpaces(index + 1)
    let limit = min(bytes.count, index + 200)
    while next < limit {
      let start = next
      while next < limit, Self.isWord(bytes[next]) { next += 1 }
      guard next > start else { return }
      if Self.typeNames.contains(where: { match($0, at: start) == next }) { words.append(next - 1..<next) }
      if let end = match("[]", at: next) {
        words.append(next..<end)
        next = end
      }
      next = skipSpaces(next)
      guard next < limit, bytes[next] == UInt8(ascii: ",") else { break }
      next = skipSpaces(next + 1)
    }
    guard !words.isEmpty, let close = match(")", at: next), match("=>", at: skipSpaces(close)) != nil else { return }
    for word in words { overwrite(word, with: UInt8(ascii: "_")) }
    hasRespelled = true
  }

  // Bytes

  /// The longest literal or attribute list looked through.
  private static let maxText = 400

  private mutating func overwrite(_ range: Range<Int>, with byte: UInt8) {
    var copy = repaired ?? Array(bytes)
    repaired = nil
    for index in range where copy[index] != UInt8(ascii: "\n") && copy[index] != UInt8(ascii: "\r") {
      copy[index] = byte
    }
    repaired = copy
  }

  private func match(_ text: StaticString, at index: Int) -> Int? {
    let end = index + text.utf8CodeUnitCount
    guard index >= 0, end <= bytes.count else { return nil }
    for offset in 0..<text.utf8CodeUnitCount where bytes[index + offset] != text.utf8Start[offset] { return nil }
    return end
  }

  private func find(_ byte: UInt8, from index: Int) -> Int? {
    let end = min(bytes.count, index + Self.maxText)
    return index < end
      ? (index..<end).first { bytes[$0] == byte || bytes[$0] == UInt8(ascii: ";") }.flatMap {
        bytes[$0] == byte ? $0 : nil
      } : nil
  }

  private func skipSpaces(_ index: Int) -> Int {
    var index = index
    let end = min(bytes.count, index + Self.maxText)
    while index < end, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\n") { index += 1 }
    return index
  }

  private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...0xFF:
      true
    default: false
    }
  }
}
