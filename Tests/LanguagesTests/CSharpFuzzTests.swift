import Source
import Syntax
import Testing

@testable import Languages

/// Broken C# lowers to something sound. The mutations are the same in every run.
@Suite struct CSharpFuzzTests {
  @Test(arguments: try CSharp.fixtureNames())
  func everyPrefixIsSound(_ name: String) throws {
    let bytes = try CSharp.bytes("\(CSharp.fixtures)/\(name).cs")
    let lowerer = FileLowerer()
    for length in stride(from: 0, through: bytes.count, by: max(1, bytes.count / 200)) {
      Self.check(Array(bytes[..<length]), lowerer, "\(name), first \(length) bytes")
    }
  }

  @Test(arguments: try CSharp.fixtureNames())
  func everyMutationIsSound(_ name: String) throws {
    let bytes = try CSharp.bytes("\(CSharp.fixtures)/\(name).cs")
    let lowerer = FileLowerer()
    let tokens: [StaticString] = [
      "(", ")", "[]", "{", "}", ":", "'", "\"\"\"", "\n", "$\"{", "@\"", "=>", "?.", ",", "=", "case ", "record R(",
      "<",
      "new ", "this", "/*", "#if A\n", "#endif\n", "default ", "using ", " is not ", " switch {", "from x in ", "..",
    ]
    var state = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(below limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(limit))
    }
    for round in 0..<200 {
      var mutated = bytes
      for _ in 0...(round % 4) where !mutated.isEmpty {
        let at = next(below: mutated.count)
        switch next(below: 4) {
        case 0: mutated[at] = UInt8(next(below: 256))
        case 1: mutated.removeSubrange(at..<min(mutated.count, at + next(below: 20)))
        case 2: mutated.insert(contentsOf: mutated[at..<min(mutated.count, at + next(below: 30))], at: at)
        default: tokens[next(below: tokens.count)].withUTF8Buffer { mutated.insert(contentsOf: $0, at: at) }
        }
      }
      Self.check(mutated, lowerer, "\(name), mutation \(round)")
    }
  }

  /// One construct, nested or chained past every limit.
  @Test(arguments: [
    ("int x = (", "1", ")"), ("int[] x = [", "1", "]"), ("int x = f(", "a", ")"), ("object x = ", "a", ".b()"),
    ("object x = ", "a", " + b"), ("bool x = ", "a", " && b"), ("int x = !", "a", ""), ("F x = a => ", "b", ""),
    ("A<", "B", ">"), ("class A {", "", "}"), ("void f() {", "", "}"), ("[A(", "b", ")]"),
    ("int x = a ? b : ", "c", ""),
    ("A", "", "[]"), ("int x = a switch { 1 => ", "1", "}"), ("object x = new A {", "", "}"),
    ("if (a) ", "b();", " else "),
    ("string s = $\"{", "a", "}\""), ("record R(", "A a", ");"), ("object x = ", "a", "?.b"),
    ("bool x = a is ", "null", " && b"),
    ("object x = ", "a", " is null || b?.c"), ("namespace N {", "", "}"), ("#if A\n", "int a;", "\n#endif\n"),
    ("{ using var a = b; ", "", "}"), ("using var a = b; ", "", ""), ("object q = from a in ", "b", " select c"),
    ("object x = !", "a", "?.b"), ("bool x = a is (", "1", ")"), ("bool x = a is not ", "1", ""),
  ])
  func deepNestingIsSound(_ before: String, _ middle: String, _ after: String) {
    let lowerer = FileLowerer()
    for count in [50, 390, 1_500] {
      let text =
        "class T { void f() {" + String(repeating: before, count: count) + middle
        + String(repeating: after, count: count)
      Self.check(Array(text.utf8), lowerer, "\(count) times \(before)…\(after)")
    }
    let chain = "class T { void f() { Object o = a" + String(repeating: after, count: 3_000) + "; } }"
    Self.check(Array(chain.utf8), lowerer, "a chain of \(after)")
  }

  private static func check(_ bytes: [UInt8], _ lowerer: FileLowerer, _ what: String) {
    let (file, diagnostic) = lowerer.lower(CSharp.source(bytes))
    guard let file else {
      if diagnostic == nil { Issue.record("\(what): neither a file nor a diagnostic") }
      return
    }
    let violations = IRInvariants.violations(file)
    if !violations.isEmpty {
      Issue.record("\(what): \(violations.prefix(3))\n\(String(decoding: bytes.prefix(2_000), as: UTF8.self))")
    }
    for id in file.nodes.indices where file.nodes[id].kind == .string { _ = file.stringValue(NodeID(id)) }
  }
}
