import Facts
import Testing

/// Where facts say that an argument is.
@Suite struct ArgumentPlaceTests {
  private func place(_ text: String) throws -> ArgumentPlace {
    var loader = FactLoader()
    loader.add(text: "imports: [p]\ncalls:\n  - names: [p.f]\n    arguments: {x: \(text)}\n", path: "p.yml")
    #expect(loader.diagnostics.isEmpty)
    return try #require(loader.table.call("p.f")?.arguments["x"])
  }

  @Test func optionsMayStandInSeveralPlaces() throws {
    let place = try place("[\"@0.limit\", \"@1.limit\", \"@1.most\"]")
    #expect(place.options == [0, 1])
    #expect(place.keywords == ["limit", "most"])
    #expect(place.position == nil)
  }

  @Test func withoutAPlaceTheLastArgumentHasThem() throws {
    let place = try place("[2, limit]")
    #expect(place.options.isEmpty)
    #expect(place.keywords == ["limit"])
    #expect(place.position == 2)
  }
}
