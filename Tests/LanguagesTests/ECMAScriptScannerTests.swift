import Source
import Syntax
import Testing

@testable import Languages

/// What the external scanner decides, seen from outside: whether a text is read, and as how many statements.
@Suite struct ECMAScriptScannerTests {
  @Test(arguments: [
    ("a\nb", 2), ("a\n.b", 1), ("a\n?.b", 1), ("a\n?? b", 1), ("a\n? b\n: c", 1), ("a\n(b)", 1), ("a\n[b]", 1),
    ("a\n`b`", 1), ("a\n++b", 2), ("a\n+ b", 1), ("a\n--b", 2), ("a\n- b", 1), ("a\n!b", 2), ("a\n!= b", 1),
    ("a\nin b", 1), ("a\ninstanceof B", 1), ("a\ninside", 2), ("a\nin_b", 2), ("a\ninstanceofB", 2), ("a\nin$", 2),
    ("a // c\n.b", 1), ("a // c\nb", 2), ("a /* c\n */ b", 2), ("a\n/* c */ .b", 1),
    ("a\n// c\n// d\n.b", 1), ("a\n.5.c()", 2), ("return\na", 2), ("return\n`a`", 2), ("return\n+a", 2),
    ("throw new E()\na()", 2), ("let a: B\n[c] = d", 2), ("let a: B\n(c)()", 2), ("let a: B\n| C", 1),
    ("let a\nlet b", 2), ("do a(); while (b) c()", 2), ("if (a) b\nelse c", 1), ("for (;;) a\nb", 2),
    ("type A = B\ntype C = D", 2), ("export { a }\nfrom 'b'", 1), ("import a from 'b'\nimport c from 'd'", 2),
    ("declare function a(): void\ndeclare const b: C\nd", 1), ("a ? () => { return } : b", 1), ("{ a }", 1),
    ("a\u{2028}b", 2), ("a\u{A0}\nb", 2), ("a\r\nb", 2), ("a ?.5 : b", 1), ("function a(b?) {}", 1),
    ("const a = (b?: C, d?) => e", 1), ("type A = ({ b }: C) => D", 1), ("type A = ({\n  b\n}: C) => D", 1),
    ("type A = ({ b: { c } }: D) => E", 1), ("type A = ({ b }?: C) => D", 1), ("x\n<!-- c\ny", 2),
  ])
  func statementsEndWhereTheyShould(_ text: String, _ count: Int) throws {
    let file = try ECMAScript.lower(text, .typescript)
    #expect(file.syntaxErrors == 0)
    #expect(Array(file.children(0)).count == count)
  }

  @Test(arguments: [
    ("`a`", "a"), ("`$`", "$"), ("`$a`", "$a"), ("`\\``", "`"), ("`a\nb`", "a\nb"), ("``", ""), ("`{}`", "{}"),
    ("`\\u0041`", "A"),
  ])
  func templatesWithoutSubstitutionsAreStrings(_ text: String, _ value: String) throws {
    let file = try ECMAScript.lower(text, .typescript)
    #expect(file.syntaxErrors == 0)
    #expect(file.stringValue(1) == value)
  }

  @Test(arguments: [
    "tag`\\unknown \\x`", "type A = `a\\n${string}`", "`${`${a}`}`", "`$${a}$`", "`a\\\n`", "`${a}\\${b}`",
  ])
  func templatesAreRead(_ text: String) throws {
    #expect(try ECMAScript.lower(text, .typescript).syntaxErrors == 0)
  }

  @Test(arguments: [
    "<a>Tom & Jerry</a>", "<a>&amp;</a>", "<a>& &#x41; &b</a>", "<a>{'x'} y {/* z */}</a>", "<a b=\"?c=1&d=2&e\" />",
    "<a b=\"c & d\"></a>", "<a>\n  <b />\n</a>", "<></>", "<a>don't</a>", "<a in={b} />",
  ])
  func jsxIsRead(_ text: String) throws {
    let file = try ECMAScript.lower("x = " + text, .tsx)
    #expect(file.syntaxErrors == 0)
    #expect(file.comments.count == (text.contains("/*") ? 1 : 0))
  }

  @Test func aRunOfCommentsIsReadOnce() throws {
    let comments = String(repeating: "// c\n", count: 5_000)
    let file = try ECMAScript.lower("let a = b\n\(comments)let c = d\n", .typescript)
    #expect(file.comments.count == 5_000)
    #expect(Array(file.children(0)).count == 2)
    #expect(file.syntaxErrors == 0)
  }
}
