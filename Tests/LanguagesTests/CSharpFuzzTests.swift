import Source
import Syntax
import Testing

@testable import Languages

/// Broken C# lowers to something sound. The mutations are the same in every run.
@Suite struct CSharpFuzzTests {
  @Test(arguments: try LoweringSample.csharp.fixtureNames())
  func everyPrefixIsSound(_ name: String) throws {
    try LoweringSample.csharp.checkPrefixes(name)
  }

  @Test(arguments: try LoweringSample.csharp.fixtureNames())
  func everyMutationIsSound(_ name: String) throws {
    let tokens: [StaticString] = [
      "(", ")", "[]", "{", "}", ":", "'", "\"\"\"", "\n", "$\"{", "@\"", "=>", "?.", ",", "=", "case ", "record R(",
      "<",
      "new ", "this", "/*", "#if A\n", "#endif\n", "default ", "using ", " is not ", " switch {", "from x in ", "..",
    ]
    try LoweringSample.csharp.checkMutations(name, tokens: tokens)
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
    LoweringSample.csharp.checkNesting(
      before, middle, after, opening: "class T { void f() {",
      chain: ("class T { void f() { Object o = a", "; } }"))
  }
}
