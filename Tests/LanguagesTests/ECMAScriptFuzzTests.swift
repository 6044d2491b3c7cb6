import Source
import Syntax
import Testing

@testable import Languages

/// Broken input lowers to something sound, within a bounded time. The mutations are the same in every run.
@Suite struct ECMAScriptFuzzTests {
  /// At most this many inputs of each sort for a fixture, so that the suite stays within seconds.
  static let inputs = 120

  @Test(arguments: try ECMAScript.fixtureNames())
  func everyPrefixIsSound(_ name: String) throws {
    let bytes = try ECMAScript.fixture(name)
    let language = try #require(ECMAScript.language(name))
    let lowerer = FileLowerer()
    for length in stride(from: 0, through: bytes.count, by: max(1, bytes.count / Self.inputs)) {
      Self.check(Array(bytes[..<length]), language, lowerer, "\(name), first \(length) bytes")
    }
  }

  @Test(arguments: try ECMAScript.fixtureNames())
  func everyMutationIsSound(_ name: String) throws {
    let bytes = try ECMAScript.fixture(name)
    let lowerer = FileLowerer()
    var random = RepeatableNumbers(seed: UInt64(bytes.count) | 1)
    for round in 0..<Self.inputs {
      var mutated = bytes
      for _ in 0...(round % 4) { Self.mutate(&mutated, &random) }
      // Each grammar and its scanner, whatever the fixture was written in.
      let language = [Language.javascript, .typescript, .tsx][round % 3]
      Self.check(mutated, language, lowerer, "\(name) as \(language), mutation \(round)")
    }
  }

  /// What hurts recursive readers: one construct, nested or chained past every limit.
  @Test(arguments: [
    ("(", "a", ")"), ("[", "", "]"), ("x = {a: ", "1", "}"), ("f(", "", ")"), ("a[", "", "]"), ("!", "a", ""),
    ("() => ", "1", ""), ("", "a", " + b"), ("", "a", ".b"), ("", "a", ".b()"), ("", "a", "[0]"), ("", "a", "`b`"),
    ("", "a", " && b"), ("a ? b : ", "c", ""), ("await ", "a", ""), ("a = ", "b", ""), ("`${", "a", "}`"),
    ("{", "", "}"), ("function f() {", "", "}"), ("class A { static {", "", "}}"), ("a: ", "b()", ""),
    ("if (a) b(); else ", "c()", ""), ("const [", "a", "] = b"), ("@a ", "class B {}", ""), ("new ", "A", ""),
    ("<a>", "", "</a>"), ("x = a as ", "B", ""), ("", "a", "!"), ("", "await a", ".f<T>(1)"),
    ("type A = B<", "C", ">"), ("type A = ", "B", " | C"), ("type A = (", "B", ")"), ("type A = keyof ", "B", ""),
    ("type A = B extends C ? D : ", "E", ""), ("x < ", "y", " >`z`"), ("import a, ", "b", " from 'c'"),
  ])
  func deepNestingIsSound(_ before: String, _ middle: String, _ after: String) throws {
    let lowerer = FileLowerer()
    for (index, count) in [50, 390, 1_000, 3_000].enumerated() {
      let text = String(repeating: before, count: count) + middle + String(repeating: after, count: count) + "\n"
      let language: Language = before.hasPrefix("<") ? .tsx : index % 2 == 0 ? .typescript : .javascript
      Self.check(Array(text.utf8), language, lowerer, "\(count) times \(before)…\(after)")
    }
  }

  /// Chains nest in the IR as deep as it allows; what is understood of them stays.
  @Test func longChainsKeepTheirLastLinks() throws {
    let text = "app" + String(repeating: ".get('/a', h)", count: 1_500)
    let file = try ECMAScript.lower(text, .javascript)
    #expect(file.nodes.filter { $0.kind == .call }.count > 150)
    #expect((1...4).contains(file.unknownNodes))
    #expect(IRInvariants.violations(file) == [])
  }

  @Test(arguments: [Language.javascript, .typescript, .tsx])
  func bytesThatAreNoTextAreSound(_ language: Language) {
    let lowerer = FileLowerer()
    Self.check([], language, lowerer, "nothing")
    Self.check([0], language, lowerer, "NUL")
    Self.check([0xEF, 0xBB, 0xBF] + Array("import 'a'\n".utf8), language, lowerer, "byte order mark")
    Self.check([0xFF, 0xFE, 0x80, 0x0A, 0xC3], language, lowerer, "invalid UTF-8")
    Self.check((0..<4_096).map { UInt8(truncatingIfNeeded: $0) }, language, lowerer, "every byte")
    Self.check(Array("let a = 1\r\nlet b = 2\r".utf8), language, lowerer, "carriage returns")
    for end in [
      "`", "`${", "`\\", "`\\u{", "/*", "//", "<a>&", "<a b='&c", "'", "/", "?", "a ?", "<!-", "#", "@", "a\n/*",
    ] {
      Self.check(Array(end.utf8), language, lowerer, "a file that ends in \(end)")
    }
  }

  /// The scanner looks ahead over comments; many of them must not make it read the file over and over.
  @Test(arguments: [
    String(repeating: "// c\n", count: 40_000) + ".b()", String(repeating: "/**/", count: 40_000) + "\n.b()",
    String(repeating: "/**/\n", count: 40_000), String(repeating: "`>", count: 100_000),
    String(repeating: "a<b>`", count: 40_000), String(repeating: "<", count: 2_000) + ">`",
    "<a>" + String(repeating: "&", count: 100_000) + "</a>", String(repeating: "&a=", count: 5_000),
  ])
  func longRunsTakeBoundedTime(_ run: String) {
    let lowerer = FileLowerer()
    let clock = ContinuousClock()
    let time = clock.measure { Self.check(Array("a\n\(run)".utf8), .tsx, lowerer, "a long run") }
    // Twice the parser's own limit for a file with a second reading, and then some for a slow machine.
    #expect(time < .seconds(60))
  }

  private static func check(_ bytes: [UInt8], _ language: Language, _ lowerer: FileLowerer, _ what: String) {
    let (file, diagnostic) = lowerer.lower(ECMAScript.source(bytes, language))
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

  private static let tokens: [StaticString] = [
    "(", ")", "[", "{", "}", ":", "'", "`", "${", "\n", " ", "\\", "=>", "*", ",", "=", "<", ">", "/", "?", "?.", "...",
    "async ", "await ", "class ", "import ", "export ", "@", "#", "&", "//", "/*", "*/", "static ", "type ", "as ",
    "\0",
  ]

  private static func mutate(_ bytes: inout [UInt8], _ random: inout RepeatableNumbers) {
    guard !bytes.isEmpty else { return }
    let at = random.next(below: bytes.count)
    switch random.next(below: 5) {
    case 0: bytes[at] = UInt8(random.next(below: 256))
    case 1: bytes.remove(at: at)
    case 2: bytes.removeSubrange(at..<min(bytes.count, at + random.next(below: 20)))
    case 3: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + random.next(below: 30))], at: at)
    default: tokens[random.next(below: tokens.count)].withUTF8Buffer { bytes.insert(contentsOf: $0, at: at) }
    }
  }
}
