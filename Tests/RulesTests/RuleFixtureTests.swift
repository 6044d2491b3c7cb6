import Findings
import FoundationEssentials
import Pipeline
import Source
import Testing

/// Runs the whole review on each fixture below `Fixtures/<rule>/` and compares what that one rule reports with the
/// fixture's own comments: `# want rule "part of message"` (or `// want …`) on the line of the finding, with the level
/// behind it where that matters (`"part of message" note`). What is reported and not wanted fails, what is wanted and not reported fails; `MISSING: want …` marks a known gap, and fails once the
/// gap is closed. A fixture is a file, or a folder for what needs several.
@Suite struct RuleFixtureTests {
  @Test(arguments: Fixture.all)
  func reportsWhatIsWanted(_ fixture: Fixture) throws {
    let project = try fixture.project()
    defer { project.remove() }
    var options = ReviewRun.Options()
    options.only = [fixture.rule]
    var request = PipelineOptions(root: project.root)
    request.useCache = false
    request.workers = 1
    let run = try ReviewRun(request, options)
    var open = project.wants
    for finding in run.result.reported {
      let match = open.firstIndex { want in
        want.file == finding.location.file && want.line == finding.location.startLine
          && finding.message.contains(want.message) && (want.level ?? finding.level.rawValue) == finding.level.rawValue
      }
      guard let match else {
        Issue.record(
          "\(fixture.name): unexpected at \(finding.location.file):\(finding.location.startLine): \(finding.message)")
        continue
      }
      let want = open.remove(at: match)
      if want.isMissing { Issue.record("\(fixture.name):\(want.line): no gap any more: take MISSING away") }
    }
    for want in open where !want.isMissing {
      Issue.record("\(fixture.name): nothing says \"\(want.message)\" at \(want.file):\(want.line)")
    }
  }

  @Test func thereAreFixtures() {
    #expect(Fixture.all.count >= 25)
  }

  @Test func everyFixtureFolderIsARule() {
    let names = Set(ReviewRun.catalogue.rules.map(\.name))
    for fixture in Fixture.all { #expect(names.contains(fixture.rule), "there is no rule \(fixture.rule)") }
  }
}
