import Findings
import FoundationEssentials
import Testing

@Suite struct OrderedJSONTests {
  private func text(_ value: OrderedJSON) -> String { value.text().filter { $0 != "\n" && $0 != " " } }

  @Test func keysKeepTheirOrder() {
    #expect(text(["b": 1, "a": [true, .null], "c": .double(0.5)]) == #"{"b":1,"a":[true,null],"c":0.5}"#)
    #expect(OrderedJSON.object([]).text() == "{}\n")
  }

  @Test func numbersThatJSONCannotSayAreNull() {
    #expect(text(.double(.nan)) == "null")
    #expect(text(.double(-.infinity)) == "null")
  }

  @Test func whatATerminalWouldObeyIsEscaped() {
    #expect(text("a\"b\\c\n\u{1B}[31m\u{202E}\u{85}") == #""a\"b\\c\n\u001b[31m\u202e\u0085""#)
  }

  @Test func everyStringComesBack() throws {
    let scalars = (0...0x10FFFF).compactMap(Unicode.Scalar.init)
    let hostile = String(String.UnicodeScalarView(scalars.filter { $0.value < 0x3000 || $0.value % 997 == 0 }))
    let json = OrderedJSON.array([.string(hostile)]).text()
    #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [hostile])
  }
}
