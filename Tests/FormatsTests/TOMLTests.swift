import Formats
import Source
import Testing

@Suite struct TOMLTests {
  @Test func readsAProject() {
    let text = """
      # comment
      title = "TOML é"
      [project]
      name = 'app'
      dependencies = [
        "fastapi>=0.100", # web
        "sqlalchemy[asyncio]~=2.0",
      ]
      requires-python = ">=3.12"
      [project.optional-dependencies]
      dev = ["pytest"]
      [tool.poetry.dependencies]
      uvicorn = { version = "^0.30", extras = ["standard"] }
      "quoted.key" = 1_000
      a.b.c = true
      [[package]]
      name = "x"
      [[package]]
      name = "y"
      [package.source]
      url = "u"
      """
    let result = TOML.parse(Array(text.utf8))
    #expect(result.diagnostics.isEmpty)
    let root = result.root
    #expect(root?["title"]?.string == "TOML é")
    #expect(root?.at("project", "name")?.string == "app")
    #expect(root?.at("project", "name")?.line == 4)
    #expect(root?.at("project", "dependencies")?.texts == ["fastapi>=0.100", "sqlalchemy[asyncio]~=2.0"])
    #expect(root?.at("project", "dependencies")?[1]?.line == 7)
    #expect(root?.at("project", "optional-dependencies", "dev")?.texts == ["pytest"])
    #expect(root?.at("tool", "poetry", "dependencies", "uvicorn", "version")?.string == "^0.30")
    #expect(root?.at("tool", "poetry", "dependencies", "quoted.key")?.int == 1000)
    #expect(root?.at("tool", "poetry", "dependencies", "a", "b", "c")?.bool == true)
    #expect(root?["package"]?.sequence?.map { $0["name"]?.string } == ["x", "y"])
    #expect(root?["package"]?[1]?.at("source", "url")?.string == "u")
  }

  @Test func readsStringsNumbersAndDates() {
    let text = #"""
      a = "tab\t\u00e9 \U0001F600 \"q\""
      b = """
      one \
         two
      "quoted" """
      c = '''
      raw \n'''
      d = 1979-05-27T07:32:00Z
      e = 1979-05-27 07:32:00
      f = 07:32:00
      g = 0xDEAD_BEEF
      h = -inf
      i = 1e-3
      j = """a"""""
      """#
    let root = TOML.parse(Array(text.utf8)).root
    #expect(root?["a"]?.string == "tab\té 😀 \"q\"")
    #expect(root?["b"]?.string == "one two\n\"quoted\" ")
    #expect(root?["c"]?.string == "raw \\n")
    #expect(root?["d"]?.string == "1979-05-27T07:32:00Z")
    #expect(root?["e"]?.string == "1979-05-27 07:32:00")
    #expect(root?["f"]?.string == "07:32:00")
    #expect(root?["g"]?.int == 0xDEAD_BEEF)
    #expect(root?["h"]?.double == -.infinity)
    #expect(root?["i"]?.double == 0.001)
    #expect(root?["j"]?.string == "a\"\"")
  }

  @Test func aBadLineCostsOnlyItself() {
    let result = TOML.parse(Array("a = 1\nb = \nc 3\n[x\nd = [1, 2\ne = 5\n[ok]\nf = 6\n".utf8), file: "p.toml")
    #expect(result.root?["a"]?.int == 1)
    #expect(result.root?["ok"]?["f"]?.int == 6)
    #expect(result.diagnostics.map(\.line) == [2, 3, 4, 5])
  }

  @Test func aValueIsNoTable() {
    let result = TOML.parse(Array("a = 1\n[a.b]\nc = 2\n[d]\ne = 3\n".utf8))
    #expect(result.root?["a"]?.int == 1)
    #expect(result.root?["d"]?["e"]?.int == 3)
    #expect(result.diagnostics.count == 1)
  }
}
