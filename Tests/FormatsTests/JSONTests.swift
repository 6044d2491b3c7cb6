import Formats
import Source
import Testing

@Suite struct JSONTests {
  @Test func readsValuesWithPlaces() {
    let text = "{\n  \"name\": \"app\",\n  \"n\": -1.5e3,\n  \"list\": [true, null, \"\\u00e9\\uD83D\\uDE00\\n\"]\n}\n"
    let root = JSON.parse(Array(text.utf8)).root
    #expect(root?["name"]?.string == "app")
    #expect(root?["name"]?.line == 2)
    #expect(root?["n"]?.double == -1500)
    #expect(root?["list"]?[0]?.bool == true)
    #expect(root?["list"]?[1]?.isNull == true)
    #expect(root?["list"]?[2]?.string == "é😀\n")
    #expect(root?.mapping?.keys == ["name", "n", "list"])
    let range = root?["name"]?.range
    #expect(range.map { Array(text.utf8)[Int($0.start)..<Int($0.end)] } == Array("\"app\"".utf8)[...])
    #expect(root?.mapping?.entry("list")?.keyLine == 4)
  }

  @Test func takesCommentsTrailingCommasAndBareKeys() {
    let text = """
      // tsconfig
      {
        "compilerOptions": { /* paths */ "baseUrl": ".", "paths": {"@/*": ["src/*",],}, },
        extends: './base.json',
      }
      """
    let result = JSON.parse(Array(text.utf8))
    #expect(result.diagnostics.isEmpty)
    #expect(result.root?.at("compilerOptions", "paths", "@/*")?.texts == ["src/*"])
    #expect(result.root?["extends"]?.string == "./base.json")
  }

  @Test(arguments: [
    "{\"a\": 1, \"b\": ", "{\"a\": 1, \"b\" 2}", "{\"a\": 1, \"b\": nope}", "{\"a\": 1, \"b\": \"x", "{\"a\": 1 2}",
  ])
  func keepsWhatCameBeforeAnError(text: String) {
    let result = JSON.parse(Array(text.utf8), file: "a.json")
    #expect(result.root?["a"]?.int == 1)
    #expect(result.diagnostics.count == 1)
  }

  @Test func ofARepeatedKeyTheLastCounts() {
    #expect(JSON.parse(Array("{\"a\": 1, \"a\": 2}".utf8)).root?["a"]?.int == 2)
  }

  @Test func largeObjectsFindTheirKeys() {
    let text = "{" + (0..<1000).map { "\"k\($0)\": \($0)" }.joined(separator: ",") + "}"
    #expect(JSON.parse(Array(text.utf8)).root?["k777"]?.int == 777)
  }

  @Test func emptyFilesHaveNoValueAndNoDiagnostic() {
    let result = JSON.parse(Array(" \n// nothing\n".utf8))
    #expect(result.root == nil)
    #expect(result.diagnostics.isEmpty)
  }

  @Test func whatNobodyAsksForIsPassedOver() {
    let text = """
      {"a": {"schemas": {"x": "}{\\"]", "y": [1, {}]}, // "}
      "b": 2},
      "schemas": "kept", "c": [{"schemas": [[]], "d": 3}]}
      """
    let document = JSON.parse(Array(text.utf8), leavingOut: ["schemas"])
    #expect(document.diagnostics.isEmpty)
    #expect(document["a"]?["schemas"]?.isNull == true && document["a"]?["b"]?.int == 2)
    #expect(document["a"]?["b"]?.line == 2)
    #expect(document["schemas"]?.string == "kept" && document["c"]?[0]?["d"]?.int == 3)
  }
}
