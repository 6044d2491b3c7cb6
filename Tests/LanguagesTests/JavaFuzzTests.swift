import Source
import Syntax
import Testing

@testable import Languages

/// Broken Java lowers to something sound. The mutations are the same in every run.
@Suite struct JavaFuzzTests {
  @Test(arguments: try LoweringSample.java.fixtureNames())
  func everyPrefixIsSound(_ name: String) throws {
    try LoweringSample.java.checkPrefixes(name)
  }

  @Test(arguments: try LoweringSample.java.fixtureNames())
  func everyMutationIsSound(_ name: String) throws {
    let tokens: [StaticString] = [
      "(", ")", "[]", "{", "}", ":", "'", "\"\"\"", "\n", "\\{", "@", "->", "::", ",", "=", "case ", "record R(", "<",
      "new ", "this", "/*", "enum E {", "default ", "import ", "...",
    ]
    try LoweringSample.java.checkMutations(name, tokens: tokens)
  }

  /// One construct, nested or chained past every limit.
  @Test(arguments: [
    ("int x = (", "1", ")"), ("int[] x = {", "1", "}"), ("int x = f(", "a", ")"), ("Object x = ", "a", ".b()"),
    ("Object x = ", "a", " + b"), ("boolean x = ", "a", " && b"), ("int x = !", "a", ""), ("F x = a -> ", "b", ""),
    ("A<", "B", ">"), ("class A {", "", "}"), ("void f() {", "", "}"), ("@A(", "b", ")"), ("int x = a ? b : ", "c", ""),
    ("A", "", "[]"), ("int x = switch (a) { case 1 -> ", "1;", "}"), ("enum A { B {", "", "} }"),
    ("Object x = new A() {", "", "}"), ("Object x = ", "a", "[0]"), ("if (a) ", "b();", " else "),
    ("String s = \"\"\" \\{", "a", "} \"\"\""), ("record R(", "A a", ") {}"),
  ])
  func deepNestingIsSound(_ before: String, _ middle: String, _ after: String) {
    LoweringSample.java.checkNesting(
      before, middle, after, opening: "class T {",
      chain: ("class T { void f() { Object o = a", "; } }"))
  }
}
