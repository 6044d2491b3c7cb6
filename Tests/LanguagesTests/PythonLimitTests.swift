import Source
import Syntax
import Testing

@testable import Languages

/// What long and deep code costs: the innermost part of one expression, and nothing else.
@Suite struct PythonLimitTests {
  @Test(arguments: [" + b", " and b", " | b", ".b", ".b()", "[0]"])
  func longChainsAreUnderstood(_ link: String) throws {
    let file = try Python.lower(Array(("a" + String(repeating: link, count: 150) + "\n").utf8)).file
    #expect(file.unknownNodes == 0)
  }

  @Test(arguments: [" + b", " and b", ".b", "[0]", " < b", " if b else c"])
  func endlessChainsLoseTheirInnermostPartOnly(_ link: String) throws {
    let text = "before()\nx = a" + String(repeating: link, count: 1_500) + "\nafter()\n"
    let (file, names) = try Python.lower(Array(text.utf8))
    #expect(file.unknownNodes == 1)
    let calls = file.nodes.indices.filter { file.nodes[$0].kind == .call }
    #expect(calls.count == 2)
    #expect(calls.map { names[file.nodes[$0 + 1].name] } == ["before", "after"])
  }

  @Test func aLongElifLadderIsUnderstoodToTheLimit() throws {
    let text = "if a: pass\n" + String(repeating: "elif b: pass\n", count: 300) + "else: last()\n"
    let file = try Python.lower(Array(text.utf8)).file
    #expect(file.unknownNodes == 0)
    #expect(file.nodes.filter { $0.kind == .ifStatement }.count == 301)
    #expect(file.nodes.filter { $0.kind == .call }.count == 1)
  }

  /// Each level of a chain in a chain's shared operand would double the work of lowering it twice.
  @Test func nestedChainedComparisonsStayLinear() throws {
    func nodes(_ depth: Int) throws -> Int {
      var text = "x"
      for _ in 0..<depth { text = "a < (\(text)) < b" }
      return try Python.lower(Array((text + "\n").utf8)).file.nodes.count
    }
    let (short, long) = (try nodes(40), try nodes(80))
    #expect(long < short * 3)
  }

  /// The concrete tree of nested parentheses is deep and their IR is not.
  @Test func parenthesesCostNoDepth() throws {
    let text = String(repeating: "(", count: 1_000) + "a" + String(repeating: ")", count: 1_000) + "\n"
    let file = try Python.lower(Array(text.utf8)).file
    #expect(file.nodes.map(\.kind) == [.module, .name])
  }

  @Test func aMissingTokenIsASyntaxError() throws {
    for text in ["f(a\n", "x = [1\n", "def f(:\n  pass\n", "if a\n  b\n", "print('a'\n", "class A(\n"] {
      #expect(try Python.lower(Array(text.utf8)).file.syntaxErrors > 0, "\(text)")
    }
  }
}
