import Findings
import Testing

@Suite struct SuppressionTests {
  @Test(arguments: [
    ("# mainstay:ignore hardcoded-secret a demo key", "a demo key"),
    ("// mainstay:ignore R17 a demo key", "a demo key"),
    ("/* mainstay:ignore hardcoded-secret: a demo key */", "a demo key"),
    ("/** mainstay:ignore r17 - a demo key*/", "a demo key"),
    ("<!-- mainstay:ignore hardcoded-secret a demo key -->", "a demo key"),
    ("-- mainstay:ignore hardcoded-secret a demo key", "a demo key"),
    ("{# mainstay:ignore hardcoded-secret a demo key #}", "a demo key"),
    ("mainstay:ignore hardcoded-secret a demo key", "a demo key"),
    ("# type: ignore  # mainstay:ignore hardcoded-secret a demo key", "a demo key"),
    ("# for the demo; mainstay:ignore hardcoded-secret a demo key", "a demo key"),
    ("# mainstay:ignore dangerous-flow, hardcoded-secret a demo key", "a demo key"),
  ])
  func everyCommentStyleIsRead(_ text: String, _ reason: String) {
    let result = Shop.review(secrets: [Shop.secret("KEY", "a.py", 3)], comments: [(3, text)])
    let secret = result.findings.first { $0.rule == "hardcoded-secret" }
    #expect(secret?.suppression == reason)
    #expect(!result.fails(on: .warning))
  }

  @Test(arguments: [
    "# write `mainstay:ignore RULE reason` to silence one", "# xmainstay:ignore hardcoded-secret no",
    "# mainstay:ignored hardcoded-secret no", "# see mainstay:ignore in the manual", "# ignore hardcoded-secret no",
  ])
  func proseIsNoSuppression(_ text: String) {
    let result = Shop.review(secrets: [Shop.secret("KEY", "a.py", 3)], comments: [(3, text)])
    #expect(result.findings.map(\.rule) == ["hardcoded-secret"])
    #expect(result.suppressed == 0)
  }

  @Test func lineAboveCountsWhenItsOwnLineHasNothing() {
    let secrets = [Shop.secret("A", "a.py", 3), Shop.secret("B", "a.py", 4)]
    let trailing = Shop.review(secrets: secrets, comments: [(3, "# mainstay:ignore R17 only A")])
    #expect(trailing.reported.map(\.subject) == ["B"])
    let above = Shop.review(secrets: secrets, comments: [(2, "# mainstay:ignore R17 only A")])
    #expect(above.reported.map(\.subject) == ["B"])
  }

  @Test func stackedCommentsReachTheCodeBelowThem() {
    let comments = [(1, "# mainstay:ignore R17 one"), (2, "# mainstay:ignore S07 two")]
    let result = Shop.review(secrets: [Shop.secret("A", "a.py", 3)], comments: comments)
    #expect(result.findings.first { $0.subject == "A" }?.suppression == "one")
    #expect(result.reported.map(\.rule) == ["unused-suppression"])
  }

  @Test func blockCommentReachesTheLineBelowItsEnd() {
    let result = Shop.review(
      secrets: [Shop.secret("A", "a.py", 4)], comments: [(1, "/*\n * mainstay:ignore R17 one\n */")])
    #expect(result.reported.isEmpty)
  }

  @Test func commentAtTheEndOfALongStatementCounts() {
    let result = Shop.review(
      secrets: [Shop.secret("A", "a.py", 4, to: 8)], comments: [(8, "# mainstay:ignore R17 generated for tests")])
    #expect(result.reported.isEmpty)
  }

  @Test func linesFurtherAwayAreNotSilenced() {
    let result = Shop.review(secrets: [Shop.secret("A", "a.py", 5)], comments: [(3, "# mainstay:ignore R17 one")])
    #expect(result.reported.map(\.rule) == ["hardcoded-secret", "unused-suppression"])
  }

  @Test func missingReasonSilencesAndIsAFinding() {
    let result = Shop.review(secrets: [Shop.secret("A", "a.py", 3)], comments: [(3, "// mainstay:ignore R17 */")])
    #expect(result.reported.map(\.rule) == ["suppression-without-reason"])
    #expect(result.findings.first { $0.subject == "A" }?.suppression == "")
  }

  @Test func unknownRuleIsAFindingWithASuggestion() {
    let result = Shop.review(
      secrets: [Shop.secret("A", "a.py", 3)], comments: [(3, "# mainstay:ignore hardcoded-secrets demo")])
    let unused = result.reported.first { $0.rule == "unused-suppression" }
    #expect(unused?.remedy == "did you mean hardcoded-secret?")
    #expect(unused?.level == .warning)
    #expect(result.reported.contains { $0.subject == "A" })
  }

  @Test func suppressionWithoutARuleIsAFinding() {
    let result = Shop.review(secrets: [], comments: [(3, "# mainstay:ignore")])
    #expect(result.reported.map(\.message) == ["mainstay:ignore names no rule"])
  }

  @Test func suppressionOfARuleThatDidNotRunIsNotCalledUnused() {
    let backend = Shop.backend()
    let comment = SourceComment(file: "a.py", line: 3, text: "# mainstay:ignore R17 demo")
    let off = Shop.review(backend) {
      $0.comments = [comment]
      $0.levels = ["hardcoded-secret": .off]
    }
    #expect(off.findings.isEmpty)
    let leftOut = Shop.review(backend) {
      $0.comments = [comment]
      $0.leftOut = ["a.py"]
    }
    #expect(leftOut.findings.isEmpty)
    #expect(Shop.review(backend) { $0.comments = [comment] }.findings.count == 1)
  }

  @Test func findingsAboutSuppressionsCanBeSilenced() {
    let comments = [
      (3, "# mainstay:ignore unused-suppression kept for the next release"), (4, "# mainstay:ignore R17 demo"),
    ]
    #expect(Shop.review(secrets: [], comments: comments).reported.isEmpty)
  }
}
