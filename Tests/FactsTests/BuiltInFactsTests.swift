@testable import Facts
import Source
import Testing

@Suite struct BuiltInFactsTests {
  /// Every facts file that ships is read without a complaint.
  @Test func allFilesAreWellFormed() {
    var loader = FactLoader()
    loader.addBuiltIn { _ in true }
    #expect(loader.diagnostics.isEmpty, "\(loader.diagnostics)")
    #expect(loader.table.calls.count > 100)
  }

  /// Without a line of imports a file would never be read; without `checked` nobody knows whether it is true.
  @Test func allFilesSayWhatTheyAreAbout() {
    for file in allFactFiles {
      let keys = Set(file.text.split(separator: "\n").compactMap { $0.split(separator: ":").first.map(String.init) })
      #expect(keys.isSuperset(of: ["imports", "language", "checked"]), "\(file.name)")
      #expect(!FactLoader.imports(of: file.text).isEmpty, "\(file.name)")
    }
  }

  @Test(arguments: [
    "calls: {a: b}", "aliases: [a]", "call:\n  - names: [a.b]", "- a", "calls:\n  - effect: outbound",
    "calls:\n  - names: [a.b]\n    timeout: {at: [timeout]}", "calls: [",
  ])
  func whatIsNotUnderstoodIsReported(_ text: String) {
    var loader = FactLoader()
    loader.add(text: text, path: "own.yml")
    #expect(!loader.diagnostics.isEmpty)
  }

  @Test func onlyImportedPackagesCount() {
    var loader = FactLoader()
    loader.addBuiltIn { $0 == "requests" }
    #expect(loader.table.call("requests.get")?.timeout?.standard == CallFact.DefaultTimeout.none)
    #expect(loader.table.call("jwt.decode") == nil)
  }

  @Test func unknownEffectsAreReportedWithTheirLine() {
    var loader = FactLoader()
    loader.add(text: "calls:\n  - names: [a.b]\n    effect: explode\n", path: "own.yml")
    #expect(loader.diagnostics.map(\.line) == [3])
  }
}
