import Formats
import Source
import Testing

/// Every parser, by name, as a function of bytes that returns how many diagnostics it made.
private let parsers: [(name: String, parse: @Sendable ([UInt8]) -> Int)] = [
  ("YAML", { YAML.parse($0).diagnostics.count }), ("JSON", { JSON.parse($0).diagnostics.count }),
  ("TOML", { TOML.parse($0).diagnostics.count }), ("Dotenv", { Dotenv.parse($0).diagnostics.count }),
  ("Ini", { Ini.parse($0).diagnostics.count }), ("Requirements", { Requirements.parse($0).diagnostics.count }),
  ("Dockerfile", { Dockerfile.parse($0).diagnostics.count }),
]

private let samples = [
  "a: &x {b: [1, 'two', \"three\"], <<: {c: 4}}\nd: *x\n---\n- |\n  text\n- {{ t }}\n",
  "{\"a\": [1, 2.5, {\"b\": null}], // c\n \"s\": \"\\u00e9\\n\", 'q': true,}",
  "[a.b]\nc = \"x\\n\" # y\nd = [1, {e = 2}]\n[[f]]\ng = '''z'''\nh = 1979-05-27 07:32:00\n",
  "# c\nexport A=\"b\nc\"\nD='e' # f\nG: h\n", "[s]\na = b\n  c\nd: e\n;f\n",
  "a[b]==1.0 ; x < '3' # c\n-r d.txt\n-e git+https://e/f#egg=g\n",
  "FROM a AS b\nRUN --mount=type=x [\"c\", \"d\"]\nCOPY <<EOF /e\nf\nEOF\nCMD g \\\n  h\n",
]

@Suite struct HostileInputTests {
  @Test func deepNestingIsBounded() {
    let depth = 100_000
    let inputs: [String] = [
      String(repeating: "[", count: depth), String(repeating: "{\"a\":", count: depth),
      String(repeating: "- ", count: depth), String(repeating: "? ", count: depth),
      "a = " + String(repeating: "[", count: depth), String(repeating: "a.", count: depth) + "b = 1",
      "[" + String(repeating: "a.", count: depth) + "b]", "a = " + String(repeating: "{b=", count: depth),
    ]
    let clock = ContinuousClock()
    for input in inputs {
      let bytes = Array(input.utf8)
      for (name, parse) in parsers.prefix(3) {
        let time = clock.measure { _ = parse(bytes) }
        #expect(time < .seconds(10), "\(name) on \(input.prefix(8))…")
      }
    }
    #expect(JSON.parse(Array(inputs[0].utf8)).diagnostics.count >= 1)
    #expect(YAML.parse(Array(inputs[2].utf8)).diagnostics.count >= 1)
    #expect(TOML.parse(Array(inputs[4].utf8)).diagnostics.count >= 1)
  }

  @Test func aliasesCannotMultiply() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<30 {
      text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
    }
    let result = YAML.parse(Array(text.utf8))
    #expect(result.root?["a1"]?.sequence?.count == 10)
    #expect(!result.diagnostics.isEmpty)
    var count = 0
    var pending = result.documents
    while let node = pending.popLast() {
      count += 1
      pending.append(contentsOf: node.sequence ?? node.mapping?.entries.map(\.value) ?? [])
    }
    #expect(count < 2 * FormatLimits.expandedNodes)
  }

  @Test func aChainOfAliasesCannotNestWithoutEnd() {
    var text = "a0: &a0 [x]\n"
    for level in 1..<5000 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    let result = YAML.parse(Array(text.utf8))
    #expect(!result.diagnostics.isEmpty)
    #expect(result.root?["a4999"] != nil)
  }

  @Test func hugeInputIsRefused() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 50 << 20)
    for (name, parse) in parsers { #expect(parse(bytes) == 1, "\(name)") }
  }

  @Test func oneLongLineTakesLinearTime() {
    let clock = ContinuousClock()
    let long = String(repeating: "a", count: 100_000)
    for text in ["k: \(long)", "{\"k\": \"\(long)\"}", "k = \"\(long)\"", "k=\(long)", "FROM \(long)", "\(long)==1"] {
      let bytes = Array(text.utf8)
      for (name, parse) in parsers {
        #expect(clock.measure { _ = parse(bytes) } < .seconds(10), "\(name) on \(text.prefix(8))…")
      }
    }
  }

  @Test func nulBytesAndControlCharactersAreSurvived() {
    let bytes = Array("a: \u{0}b\n\u{1}\u{7F}\nc: d\n".utf8)
    for (_, parse) in parsers { #expect(parse(bytes) <= FormatLimits.diagnostics) }
    #expect(YAML.parse(Array("a: 1\u{0}\nb: 2".utf8)).root?["b"]?.int == 2)
  }

  /// Mutates good input in bounded, repeatable ways. What is checked: no crash, bounded diagnostics, places within the
  /// file.
  @Test func mutatedInputIsSurvived() {
    var random = SplitMix(state: 42)
    for sample in samples {
      for _ in 0..<150 {
        var bytes = Array(sample.utf8)
        for _ in 0...Int(random.next() % 4) { Self.mutate(&bytes, &random) }
        for (name, parse) in parsers { #expect(parse(bytes) <= FormatLimits.diagnostics, "\(name)") }
        for document in [
          YAML.parse(bytes), JSON.parse(bytes), TOML.parse(bytes), Ini.parse(bytes), Dotenv.parse(bytes),
        ] {
          #expect(document.documents.allSatisfy { Self.isWithin($0, bytes.count) })
        }
      }
    }
  }

  private static func isWithin(_ node: ConfigNode, _ size: Int) -> Bool {
    guard node.range.start <= node.range.end, node.line >= 1 else { return false }
    // Repairing invalid UTF-8 may lengthen a text, but never more than threefold.
    guard Int(node.range.end) <= 3 * size + 3 else { return false }
    let children = node.sequence ?? node.mapping?.entries.map(\.value) ?? []
    return children.allSatisfy { isWithin($0, size) }
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    let alphabet = Array("{}[]:,\"'\\\n #&*-|>=.<!%@`\u{0}".utf8) + [0xFF, 0xC3, 0x80]
    let position = bytes.isEmpty ? 0 : Int(random.next() % UInt64(bytes.count))
    let byte = alphabet[Int(random.next() % UInt64(alphabet.count))]
    switch random.next() % 4 {
    case 0: bytes.insert(byte, at: position)
    case 1: if !bytes.isEmpty { bytes[position] = byte }
    case 2:
      if !bytes.isEmpty { bytes.removeSubrange(position..<min(bytes.count, position + 1 + Int(random.next() % 5))) }
    default: bytes.insert(contentsOf: bytes.prefix(Int(random.next() % 20)), at: position)
    }
  }
}

/// A small generator with a known sequence.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
