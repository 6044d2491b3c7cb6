import Testing

@testable import Source

@Suite struct GlobTests {
  @Test(arguments: [
    ("*.py", "a.py", true), ("*.py", "a/b.py", false), ("a?c", "abc", true), ("a?c", "a/c", false),
    ("**/foo", "foo", true), ("**/foo", "a/b/foo", true), ("**/foo", "afoo", false),
    ("abc/**", "abc/d/e", true), ("abc/**", "abcd/e", false),
    ("a/**/b", "a/b", true), ("a/**/b", "a/x/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "a/xb", false),
    ("a/**/b/**/c", "a/b/x/b/y/c", true), ("**/a*b/c", "x/ab/axb/c", true), ("*a*b", "xaxbxb", true),
    ("foo/*", "foo/bar", true), ("foo/*", "foo/bar/hello.c", false),
    ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false), ("[^a-c]x", "dx", true), ("[]]", "]", true), ("[]-]", "-", true),
    ("[[:digit:]]", "7", true), ("[[:nope:]]", "7", false), ("a[/]b", "a/b", false), ("[z-a]", "z", true),
    ("[a", "[a", false), (#"\*"#, "*", true), (#"\*"#, "x", false), (#"a\"#, "a", false),
    ("a**b", "axxb", true), ("a**b", "a/b", false), ("***", "abc", true),
  ]) func matches(pattern: String, path: String, expected: Bool) {
    #expect(Glob(pattern.utf8).matches(path) == expected)
  }

  @Test func aHostilePatternTakesNoLongerThanItsLengthTimesThePath() {
    let glob = Glob(String(repeating: "*a", count: 200).utf8 + Array("b".utf8))
    let segments = Glob(String(repeating: "**/", count: 200).utf8 + Array("b".utf8))
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(!glob.matches(String(repeating: "a", count: 2000)))
      #expect(!segments.matches(String(repeating: "a/", count: 1000) + "c"))
    }
    #expect(time < .seconds(2))
  }
}

/// The rules of gitignore(5), one by one.
@Suite struct IgnoreListTests {
  private func verdict(_ text: String, _ path: String, directory: Bool = false) -> Bool? {
    IgnoreList(text.utf8).verdict(path, isDirectory: directory)
  }

  @Test func blankLinesAndCommentsMatchNothing() {
    #expect(IgnoreList("\n# a\n\r\n   \n".utf8).isEmpty)
    #expect(verdict("\\#a", "#a") == true)
  }

  @Test func trailingSpacesCountOnlyWithABackslash() {
    #expect(verdict("a  ", "a") == true)
    #expect(verdict("a\\ ", "a ") == true)
    #expect(verdict("a\\ ", "a") == nil)
  }

  @Test func negationBringsBackAndTheLastMatchWins() {
    #expect(verdict("*.log\n!keep.log", "keep.log") == false)
    #expect(verdict("!keep.log\n*.log", "keep.log") == true)
    #expect(verdict("\\!a", "!a") == true)
  }

  @Test func aSlashAnchorsExceptAtTheEnd() {
    #expect(verdict("/a", "a") == true)
    #expect(verdict("/a", "b/a") == nil)
    #expect(verdict("doc/frotz", "doc/frotz") == true)
    #expect(verdict("doc/frotz", "a/doc/frotz") == nil)
    #expect(verdict("frotz/", "a/frotz", directory: true) == true)
    #expect(verdict("frotz/", "a/frotz") == nil)
    #expect(verdict("a", "b/c/a") == true)
  }

  @Test func doubleStarsSpanFolders() {
    #expect(verdict("**/foo/bar", "x/foo/bar") == true)
    #expect(verdict("**/foo/bar", "foo/bar") == true)
    #expect(verdict("abc/**", "abc/x/y") == true)
    #expect(verdict("a/**/b", "a/b") == true)
  }

  @Test func readsWindowsLineEndsAndAByteOrderMark() {
    #expect(verdict("\u{FEFF}a\r\nb\r\n", "a") == true)
    #expect(verdict("\u{FEFF}a\r\nb\r\n", "b") == true)
  }
}
