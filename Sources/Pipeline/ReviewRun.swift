package import Findings
internal import Model
internal import Rules
internal import Source

/// A review from files to findings.
package struct ReviewRun: Sendable {
  package let output: PipelineOutput
  package let result: ReviewResult

  /// What is asked of a review beyond what is asked of any run.
  package struct Options: Sendable {
    /// Names or aliases of the only rules to run; `nil` runs all.
    package var only: Set<String>?
    package var baseline: Baseline?
    /// A Git revision: findings that were there before the change since then are left out.
    package var since: String?

    package init() {}
  }

  package init(_ request: PipelineOptions, _ options: Options) throws(PipelineError) {
    // Asked first, so that a misspelt revision costs no review.
    let known = try Self.fingerprints(before: options, request)
    var output = try Pipeline.run(request)
    var watch = StageWatch()
    var result = Self.findings(of: output, request, options)
    watch.stage("rules")
    if let known {
      let before = result.findings.count
      result.findings.removeAll { known.contains($0.fingerprint) }
      result.unchanged += before - result.findings.count
    }
    output.timings += watch.stages
    self.output = output
    self.result = result
  }

  /// Every rule that there is.
  package static var catalogue: RuleCatalogue { RuleCatalogue(of: allRules) }

  private static func findings(
    of output: PipelineOutput, _ request: PipelineOptions, _ options: Options
  ) -> ReviewResult {
    var review = ReviewOptions()
    review.levels = request.configuration.rules
    review.only = options.only
    review.workers = request.workers ?? availableProcessors()
    review.comments = output.comments
    review.baseline = options.baseline
    if !request.includeTests {
      review.leftOut = Set(output.tree.files.filter { $0.purpose == .test }.map(\.path))
    }
    return ReviewEngine.run(backend: output.backend, rules: allRules, options: review)
  }

  /// Fingerprints of the findings of the revision that a change starts from; `nil` when no change is asked for.
  ///
  /// Comparing two reviews, rather than looking at changed lines, also finds what a change breaks elsewhere: a guard
  /// taken away in one file leaves an endpoint of another without it.
  private static func fingerprints(
    before options: Options, _ request: PipelineOptions
  ) throws(PipelineError) -> Set<String>? {
    guard let since = options.since else { return nil }
    guard let history = GitHistory(root: request.root) else {
      throw PipelineError("--since needs git and a folder of a repository with a commit")
    }
    guard let commit = history.start(ofChangeSince: since) else {
      throw PipelineError("there is no revision '\(since)' in the repository")
    }
    let renames = history.renames(since: commit)
    var earlier = options
    earlier.baseline = nil
    let found: Swift.Result<Set<String>, PipelineError>? = OldTree.with(history, commit: commit) { folder in
      var old = request
      old.root = folder
      // Nobody comes back to a temporary folder.
      old.useCache = false
      do {
        let result = findings(of: try Pipeline.run(old), old, earlier)
        return .success(fingerprints(of: result.reported, renames))
      } catch let error as PipelineError {
        return .failure(error)
      } catch {
        return .failure(PipelineError("\(error)"))
      }
    }
    guard let found else { throw PipelineError("the files of revision '\(since)' can't be read") }
    return try found.get()
  }

  /// As they would be if moved files had been where they are now.
  private static func fingerprints(of findings: [Finding], _ renames: [String: String]) -> Set<String> {
    var findings = findings
    for index in findings.indices {
      let location = findings[index].location
      guard let file = renames[location.file] else { continue }
      findings[index].location = Location(
        file: file, startLine: location.startLine, startColumn: location.startColumn, endLine: location.endLine,
        endColumn: location.endColumn)
    }
    Fingerprint.assign(to: &findings)
    return Set(findings.map(\.fingerprint))
  }
}
