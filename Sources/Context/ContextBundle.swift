package import Model

/// Everything that the bundle is written from.
package struct ContextBundle: Sendable {
  package let backend: Backend
  /// Commits by path, relative to the project, as far back as history was read; empty outside version control.
  package let churn: [String: Int]
  let paths: RequestPaths
  let map: RankedMap
  let redaction: Redaction

  package init(_ backend: Backend, churn: [String: Int] = [:]) {
    self.backend = backend
    self.churn = churn
    paths = RequestPaths(backend)
    map = RankedMap(backend, churn: churn)
    redaction = Redaction(backend)
  }

  /// The tokens that `context` fits its Markdown to when nothing is asked for.
  package static let defaultTokens = 4_000

  /// The Markdown bundle, most useful first, of at most `tokens` tokens, counted as four bytes each.
  package func markdown(tokens: Int = defaultTokens) -> String { ContextPage(self).markdown(tokens: tokens) }

  /// In order of usefulness.
  var sections: [Section] {
    [
      headSection, serviceSection, endpointSection, documentSection, dataSection, callSection, settingSection,
      jobSection,
      testSection, mapSection, gapSection,
    ] + noteSections
  }

  func effects(of endpoint: Endpoint) -> ReachedEffects {
    ReachedEffects(endpoint.folder == nil ? paths[endpoint.id] : nil, in: backend)
  }

  func effects(of job: Job) -> ReachedEffects? {
    job.function.map { ReachedEffects(RequestPaths.walk(from: $0, in: backend), in: backend) }
  }
}

/// The Markdown bundle, ready to be fitted to any budget.
package struct ContextPage: Sendable {
  private let fitting: Fitting

  package init(_ bundle: ContextBundle) { fitting = Fitting(bundle.sections) }

  /// At most `tokens` tokens, counted as four bytes each.
  package func markdown(tokens: Int) -> String { fitting.page(tokens: tokens) }
}
