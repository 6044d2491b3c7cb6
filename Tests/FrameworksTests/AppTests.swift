internal import Source
import FoundationEssentials
import Model
import Pipeline
import Source
import Testing

/// Runs the whole flow on each small application below `Fixtures/<framework>/` and compares the endpoints with the
/// application's own comments: `# $ endpoint="GET /foo/{id}" auth=none` on the line that registers it. An endpoint that
/// is not announced fails, as does an announced one that is not found; `MISSING: $ endpoint=…` marks a known gap.
@Suite struct AppTests {
  @Test(arguments: App.all)
  func findsWhatIsServed(_ app: App) throws {
    let root = "/tmp/mainstay-app-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    var open = try app.copy(to: root)
    var options = PipelineOptions(root: root)
    options.useCache = false
    options.workers = 1
    let backend = try Pipeline.run(options).backend
    for endpoint in backend.endpoints + backend.servedFolders {
      let place = "\(endpoint.registered.file):\(endpoint.registered.startLine)"
      let match = open.firstIndex {
        $0.title == endpoint.title && $0.file == endpoint.registered.file && $0.line == endpoint.registered.startLine
      }
      guard let match else {
        Issue.record("\(app.name): unexpected \(endpoint.title) at \(place)")
        continue
      }
      let expected = open.remove(at: match)
      if let transport = expected.transport, transport != endpoint.transport.rawValue {
        Issue.record("\(place): \(endpoint.title) speaks \(endpoint.transport), not \(transport)")
      }
      let isRight = expected.auth.map { $0 == endpoint.auth.requirement.rawValue } ?? true
      if expected.isMissing {
        if isRight { Issue.record("\(place): no gap any more: take MISSING away from \(endpoint.title)") }
      } else if !isRight {
        Issue.record(
          "\(place): \(endpoint.title): auth is \(endpoint.auth.requirement) (\(endpoint.auth.by)), not \(expected.auth ?? "")"
        )
      }
    }
    for missing in open where !missing.isMissing {
      Issue.record("\(app.name): \(missing.title) was not found at \(missing.file):\(missing.line)")
    }
  }

  @Test func thereAreApps() {
    #expect(Set(App.all.map(\.framework)).count >= 2)
  }
}
