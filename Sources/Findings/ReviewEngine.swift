package import Model
internal import Source

/// Runs rules over a backend and makes of their findings what is reported: ordered, identified, filtered.
package enum ReviewEngine {
  /// The whole review. The result depends on nothing but the arguments, its timings apart.
  package static func run(
    backend: Backend, rules: [any Rule.Type], options: ReviewOptions = ReviewOptions()
  ) -> ReviewResult {
    let plan = ReviewPlan(rules, options)
    var result = ReviewResult()
    result.rules = plan.catalogue.rules.filter { plan.isActive($0) }
    result.diagnostics = Array(Set(backend.diagnostics)).sorted()
    let context = RuleContext(backend: backend.asServed, workers: options.workers)
    result.longestWait = LongestWait(in: context)
    var findings = check(context, plan, workers: options.workers, &result.timings)
    findings.removeAll { options.leftOut.contains($0.location.file) }
    findings = ordered(findings)
    findings += ownFindings(about: &findings, plan, options)
    findings = ordered(findings.map(plan.levelled))
    Fingerprint.assign(to: &findings)
    result.findings = findings
    leaveOutBaseline(options.baseline, &result)
    leaveOutUnchanged(options.changes, backend, &result)
    return result
  }

  private static func check(
    _ context: RuleContext, _ plan: ReviewPlan, workers: Int, _ timings: inout [ReviewResult.RuleTime]
  ) -> [Finding] {
    let rules = plan.rules
    let checked = parallelMap(count: rules.count, workers: workers) { position in
      var findings: [Finding] = []
      let duration = ContinuousClock().measure { findings = rules[position].check(context) }
      return (findings: findings.map(redacted), duration: duration)
    }
    for (rule, outcome) in zip(rules, checked) {
      timings.append(ReviewResult.RuleTime(rule: rule.info.name, duration: outcome.duration))
    }
    return checked.flatMap(\.findings)
  }

  /// A destination in a message may be a URL with a password in it.
  private static func redacted(_ finding: Finding) -> Finding {
    var finding = finding
    finding.message = Redaction.maskingURLPasswords(finding.message)
    finding.scenario = Redaction.maskingURLPasswords(finding.scenario)
    finding.remedy = Redaction.maskingURLPasswords(finding.remedy)
    finding.related = finding.related.map { .init($0.location, Redaction.maskingURLPasswords($0.message)) }
    finding.flow = finding.flow.map { .init(location: $0.location, note: Redaction.maskingURLPasswords($0.note)) }
    return finding
  }

  /// Findings about suppressions; those that are silenced get marked.
  private static func ownFindings(
    about findings: inout [Finding], _ plan: ReviewPlan, _ options: ReviewOptions
  ) -> [Finding] {
    let isRule = { plan.catalogue.rule(named: $0) != nil }
    let suppressions = options.comments.filter { !options.leftOut.contains($0.file) }
      .flatMap { Suppression.parse($0, isRule: isRule) }
      .sorted { ($0.file, $0.line) < ($1.file, $1.line) }
    let matcher = SuppressionMatcher(
      catalogue: plan.catalogue, active: Set(plan.catalogue.rules.filter(plan.isActive).map(\.name)))
    return matcher.apply(suppressions, to: &findings)
  }

  private static func leaveOutBaseline(_ baseline: Baseline?, _ result: inout ReviewResult) {
    guard let baseline else { return }
    let accepted = Set(baseline.entries.map(\.fingerprint))
    let found = Set(result.findings.map(\.fingerprint))
    result.resolved = baseline.entries.filter { !found.contains($0.fingerprint) }
    let before = result.findings.count
    result.findings.removeAll { $0.suppression == nil && accepted.contains($0.fingerprint) }
    result.baselined = before - result.findings.count
  }

  private static func leaveOutUnchanged(_ changes: ChangedLines?, _ backend: Backend, _ result: inout ReviewResult) {
    guard let changes else { return }
    let endpoints = Set(backend.endpoints.filter { changes.touches($0.registered) }.map(\.title))
    let before = result.findings.count
    result.findings.removeAll { !changes.brings($0, endpoints: endpoints) }
    result.unchanged = before - result.findings.count
  }

  /// Pillars in their order, then worst, surest and widest first, then by place; what is equal in all that a reader
  /// sees is reported once.
  private static func ordered(_ findings: [Finding]) -> [Finding] {
    var seen: Set<Sameness> = []
    return findings.sorted(by: precedes).filter { finding in
      seen.insert(Sameness(rule: finding.rule, location: finding.location, message: finding.message)).inserted
    }
  }

  private struct Sameness: Hashable {
    let rule: String
    let location: Location
    let message: String
  }

  private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    if left.pillar != right.pillar { return left.pillar < right.pillar }
    if left.level != right.level { return left.level > right.level }
    if left.confidence != right.confidence { return left.confidence > right.confidence }
    if left.endpoints.count != right.endpoints.count { return left.endpoints.count > right.endpoints.count }
    if left.location != right.location { return left.location < right.location }
    let own = (left.rule, left.message, left.subject, left.scenario)
    let other = (right.rule, right.message, right.subject, right.scenario)
    if own != other { return own < other }
    return left.related.lazy.map(\.location).lexicographicallyPrecedes(right.related.lazy.map(\.location))
  }
}

/// Which rules run, and at which level.
struct ReviewPlan {
  let catalogue: RuleCatalogue
  /// Those that run, by pillar and alias.
  let rules: [any Rule.Type]
  private let settings: [String: LevelSetting]

  init(_ all: [any Rule.Type], _ options: ReviewOptions) {
    let catalogue = RuleCatalogue(of: all)
    var settings: [String: LevelSetting] = [:]
    for (key, setting) in options.levels.sorted(by: { $0.key < $1.key }) {
      if let name = catalogue.rule(named: key)?.name { settings[name] = setting }
    }
    if let only = options.only {
      let wanted = Set(only.compactMap { catalogue.rule(named: $0)?.name })
      for rule in catalogue.rules where !wanted.contains(rule.name) { settings[rule.name] = .off }
    }
    self.catalogue = catalogue
    self.settings = settings
    rules = all.filter { settings[$0.info.name] != .off }.sorted {
      ($0.info.pillar, $0.info.alias, $0.info.name) < ($1.info.pillar, $1.info.alias, $1.info.name)
    }
  }

  func isActive(_ rule: RuleInfo) -> Bool { settings[rule.name] != .off }

  func levelled(_ finding: Finding) -> Finding {
    guard case .level(let level) = settings[finding.rule] else { return finding }
    var finding = finding
    finding.level = level
    return finding
  }
}
