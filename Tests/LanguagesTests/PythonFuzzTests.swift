import Source
import Syntax
import Testing

@testable import Languages

/// Broken input lowers to something sound. The mutations are the same in every run.
@Suite struct PythonFuzzTests {
  /// At most this many inputs of each sort for a fixture, so that the suite stays within seconds.
  static let inputs = 150

  @Test(arguments: try Python.fixtureNames())
  func everyPrefixIsSound(_ name: String) throws {
    let bytes = try Python.bytes("\(Python.fixtures)/\(name).py")
    let lowerer = FileLowerer()
    for length in stride(from: 0, through: bytes.count, by: max(1, bytes.count / Self.inputs)) {
      Self.check(Array(bytes[..<length]), lowerer, "\(name), first \(length) bytes")
    }
  }

  @Test(arguments: try Python.fixtureNames())
  func everyMutationIsSound(_ name: String) throws {
    let bytes = try Python.bytes("\(Python.fixtures)/\(name).py")
    let lowerer = FileLowerer()
    var random = Xorshift(seed: UInt64(bytes.count) | 1)
    for round in 0..<Self.inputs {
      var mutated = bytes
      for _ in 0...(round % 4) { Self.mutate(&mutated, &random) }
      Self.check(mutated, lowerer, "\(name), mutation \(round)")
    }
  }

  /// What hurts recursive readers: one construct, nested or chained past every limit.
  @Test(arguments: [
    ("(", "", ")"), ("[", "", "]"), ("{1: ", "", "}"), ("f(", "", ")"), ("a[", "", "]"), ("not ", "a", ""),
    ("-", "1", ""), ("lambda: ", "0", ""), ("", "a", " + b"), ("", "a", ".b"), ("", "a", ".b()"), ("", "a", "[0]"),
    ("", "a", " and b"), ("", "a", " < b"), ("", "a", " if b else c"), ("a if b else ", "c", ""), ("await ", "a", ""),
    ("a = ", "b", ""), ("f'{", "a", "}'"), ("[x for x in ", "a", "]"), ("x: a[", "b", "]"), ("", "'a'", " 'b'"),
    ("(a < ", "b", " < c)"), ("", "if a: b", "\nelif c: d"), ("*", "a", ""), ("match a:\n case ", "b", " | c"),
    ("type(", "a", ").b = c"), ("", "class A: pass", "\nclass B: pass"), ("@a\n", "def f(): pass", ""),
  ])
  func deepNestingIsSound(_ before: String, _ middle: String, _ after: String) throws {
    let lowerer = FileLowerer()
    for count in [50, 390, 1_000, 3_000] {
      let text = String(repeating: before, count: count) + middle + String(repeating: after, count: count) + "\n"
      Self.check(Array(text.utf8), lowerer, "\(count) times \(before)…\(after)")
    }
  }

  @Test func deepIndentationIsSound() {
    let lowerer = FileLowerer()
    for count in [50, 390, 1_000] {
      var text = ""
      for depth in 0..<count {
        let header = ["if a:\n", "def f():\n", "class A:\n", "with a as b:\n"][depth % 4]
        text += String(repeating: " ", count: depth) + header
      }
      text += String(repeating: " ", count: count) + "pass\n"
      Self.check(Array(text.utf8), lowerer, "\(count) levels")
    }
  }

  @Test func bytesThatAreNoTextAreSound() {
    let lowerer = FileLowerer()
    Self.check([], lowerer, "nothing")
    Self.check([0], lowerer, "NUL")
    Self.check([0xEF, 0xBB, 0xBF] + Array("import a\n".utf8), lowerer, "byte order mark")
    Self.check([0xFF, 0xFE, 0x80, 0x0A, 0xC3], lowerer, "invalid UTF-8")
    Self.check((0..<4_096).map { UInt8(truncatingIfNeeded: $0) }, lowerer, "every byte")
    Self.check(Array("a = 1\r\nb = 2\r".utf8), lowerer, "carriage returns")
  }

  private static func check(_ bytes: [UInt8], _ lowerer: FileLowerer, _ what: String) {
    let (file, diagnostic) = lowerer.lower(Python.source(bytes))
    guard let file else {
      if diagnostic == nil { Issue.record("\(what): neither a file nor a diagnostic") }
      return
    }
    let violations = IRInvariants.violations(file)
    if !violations.isEmpty {
      let text = String(decoding: bytes.prefix(2_000), as: UTF8.self)
      Issue.record("\(what): \(violations.prefix(3))\n\(text)")
    }
    // Nothing that a consumer reads of a literal may trap either.
    for id in file.nodes.indices where file.nodes[id].kind == .string { _ = file.stringValue(NodeID(id)) }
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout Xorshift) {
    guard !bytes.isEmpty else { return }
    let at = random.next(below: bytes.count)
    let tokens: [StaticString] = [
      "(", ")", "[", "{", "}", ":", "'", "\"\"\"", "f'{", "\n", "  ", "\\", "as ", "*", ",", "=",
    ]
    switch random.next(below: 5) {
    case 0: bytes[at] = UInt8(random.next(below: 256))
    case 1: bytes.remove(at: at)
    case 2: bytes.removeSubrange(at..<min(bytes.count, at + random.next(below: 20)))
    case 3: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + random.next(below: 30))], at: at)
    default:
      let token = tokens[random.next(below: tokens.count)]
      token.withUTF8Buffer { bytes.insert(contentsOf: $0, at: at) }
    }
  }
}

/// A small generator of repeatable numbers.
private struct Xorshift {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next(below limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }
}
