import FoundationEssentials
import Source
import Syntax
import Testing

@testable import Languages

@Suite struct CSharpTests {
  /// Each `Fixtures/csharp/x.cs` lowers to what `x.ir` says.
  @Test(arguments: try LoweringSample.csharp.fixtureNames())
  func fixtureLowersToItsSnapshot(_ name: String) throws {
    try LoweringSample.csharp.checkSnapshot(name)
  }

  /// Every fixture is sound, and only that of broken code has errors and unknown nodes.
  @Test(arguments: try LoweringSample.csharp.fixtureNames())
  func everyFixtureIsSound(_ name: String) throws {
    try LoweringSample.csharp.checkSoundness(name)
  }

  /// What the grammar groups wrongly around `?.` and `is` is grouped as C# does.
  @Test(arguments: [
    ("a == b?.C", "(comparison == (name a) (member C (name b)))"),
    ("!a?.B", "(unary not (member B (name a)))"),
    ("a ?? b?.C ?? d", "(logical ?? (name a) (logical ?? (member C (name b)) (name d)))"),
    ("x is null || y", "(logical or (comparison is (name x) (null)) (name y))"),
    ("w && x is null || y", "(logical or (logical and (name w) (comparison is (name x) (null))) (name y))"),
    (
      "x is not T && y && z",
      "(logical and (logical and (unary not (comparison instanceof (name x) (name T))) (name y)) (name z))"
    ),
    (
      "a && b?.C is null || d",
      "(logical or (logical and (name a) (comparison is (member C (name b)) (null))) (name d))"
    ),
    ("a + b?.C * d?.E", "(binary + (name a) (binary * (member C (name b)) (member E (name d))))"),
    ("await a?.B()", "(await (call (member B (name a))))"),
    ("(int)a?.B", "(cast (name int) (member B (name a)))"),
    ("a && !b?.C()", "(logical and (name a) (unary not (call (member C (name b)))))"),
    (
      "o is not null && s is T or U && n is > 1 and < 5",
      "(logical and (logical and (comparison is not (name o) (null)) (comparison instanceof (name s) (binary | (name T) (name U)))) (comparison instanceof (name n) (binary & (unary > (number)) (unary < (number)))))"
    ),
    ("x is > 3 && y", "(logical and (comparison instanceof (name x) (unary > (number))) (name y))"),
  ])
  func operatorsAreGroupedAnew(_ text: String, _ expected: String) throws {
    let (file, names) = try LoweringSample.csharp.lower(Array("class C { object M() { return \(text); } }".utf8))
    let statement = try #require(file.nodes.indices.first { file.nodes[$0].kind == .returnStatement })
    #expect(Self.outline(file, names, NodeID(statement + 1)) == expected)
    #expect(IRInvariants.violations(file) == [])
  }

  private static func outline(_ file: SyntaxFile, _ names: NameTable, _ id: NodeID) -> String {
    let node = file[id]
    let name = node.name == .none ? "" : " " + names[node.name]
    return "(\(node.kind)\(name)\(file.children(id).map { " " + outline(file, names, $0) }.joined()))"
  }

  /// Where an `#if` cuts a statement in two, the first branch is read.
  @Test func directivesWithinExpressionsAreBlanked() throws {
    let text = "class C { void M() {\n a.B()\n#if DEBUG\n .C()\n#else\n .D()\n#endif\n .E();\n } }\n"
    let (file, names) = try LoweringSample.csharp.lower(Array(text.utf8))
    #expect(file.syntaxErrors == 0)
    let members = file.nodes.filter { $0.kind == .member }.map { names[$0.name] }
    #expect(members == ["E", "C", "B"])
  }

  /// The values of literals.
  @Test(arguments: [
    ("\"a\\tb\"", "a\tb"), ("@\"a\\b\"", "a\\b"), ("\"\"\"a \"b\" c\"\"\"", "a \"b\" c"), ("'x'", "x"),
    ("\"u\"u8", "u"),
    ("\"\"\"\n    a\n      b\n    \"\"\"", "a\n  b"),
  ])
  func literalsHaveTheirValue(_ text: String, _ expected: String) throws {
    let file = try LoweringSample.csharp.lower(Array("class C { object o = \(text); }".utf8)).file
    let literal = try #require(file.nodes.indices.first { file.nodes[$0].kind == .string })
    #expect(file.stringValue(NodeID(literal)) == expected)
  }

  /// Real code: `MAINSTAY_CSHARP_FOLDER=/some/projects swift test --filter CSharpTests`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["MAINSTAY_CSHARP_FOLDER"] != nil))
  func realCodeIsSound() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["MAINSTAY_CSHARP_FOLDER"])
    try LoweringSample.csharp.checkRealCode(below: folder)
  }
}
