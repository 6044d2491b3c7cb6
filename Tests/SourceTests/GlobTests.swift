import Testing

@testable import Source

@Suite struct GlobTests {
  @Test(arguments: [
    ("*.py", "a.py", true), ("*.py", "a/b.py", false), ("a?c", "abc", true), ("a?c", "a/c", false),
    ("**/foo", "foo", true), ("**/foo", "a/b/foo", true), ("**/foo", "afoo", false),
    ("abc/**", "abc/d/e", true), ("abc/**", "abcd/e", false),
    ("a/**/b", "a/b", true), ("a/**/b", "a/x/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "a/xb", false),
    ("foo/*", "foo/bar", true), ("foo/*", "foo/bar/hello.c", false),
    ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false), ("[]]", "]", true), ("[[:digit:]]", "7", true),
    ("[a", "[a", false), (#"\*"#, "*", true), (#"\*"#, "x", false), ("a**b", "axxb", true), ("a**b", "a/b", false),
  ]) func matches(pattern: String, path: String, expected: Bool) {
    #expect(Glob(pattern.utf8).matches(path) == expected)
  }
}
