import Facts
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
