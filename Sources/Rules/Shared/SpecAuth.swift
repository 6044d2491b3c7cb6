internal import Findings
internal import Model
internal import Source

/// Operations of which the document says something else than the code about who may call them. The code is right about
/// what happens; the document about what was meant.
struct SpecAuth {
  private let backend: Backend
  private let documents: [APIDocument]
  private let remedy: SpecRemedy

  init(_ backend: Backend, _ documents: [APIDocument], _ remedy: SpecRemedy) {
    self.backend = backend
    self.documents = documents
    self.remedy = remedy
  }

  private struct Pair {
    let operation: APIOperation
    let endpoint: Endpoint
  }

  var findings: [Finding] {
    var said: Set<EndpointID> = []
    return documents.flatMap { document -> [Finding] in
      guard !document.isCode else { return [] }
      let pairs = document.operations.compactMap { operation -> Pair? in
        guard case .path(let id) = operation.match else { return nil }
        return Pair(operation: operation, endpoint: backend[id])
      }
      let unguarded = unguarded(pairs).filter { said.insert($0.endpoint.id).inserted }
      let undeclared = undeclared(pairs).filter { said.insert($0.endpoint.id).inserted }
      let meant = unguarded.filter { $0.endpoint.auth.isExplicitlyPublic }
      let forgotten = unguarded.filter { !$0.endpoint.auth.isExplicitlyPublic }
      return listed(forgotten, document, unguardedFinding, severalUnguarded)
        + listed(meant, document, unguardedFinding, severalUnguarded)
        + listed(undeclared, document, undeclaredFinding, severalUndeclared)
    }
  }

  private func listed(
    _ pairs: [Pair], _ document: APIDocument, _ one: (Pair, APIDocument) -> Finding,
    _ several: ([Pair], APIDocument) -> Finding
  ) -> [Finding] {
    if pairs.count > SpecWords.listed { return [several(pairs, document)] }
    return pairs.map { one($0, document) }
  }

  /// The document asks for credentials, the code does not. When the code asks for none anywhere, something before it
  /// does.
  private func unguarded(_ pairs: [Pair]) -> [Pair] {
    let meant = pairs.filter { pair in
      guard case .required = pair.operation.security else { return false }
      return !pair.endpoint.isEntrance && !["HEAD", "OPTIONS"].contains(pair.operation.method)
    }
    let open = meant.filter { $0.endpoint.auth.requirement == .none }
    return open.count * 4 <= meant.count ? open : []
  }

  /// The code says itself that it is public: the document is what is wrong.
  private func isMinor(_ pairs: [Pair]) -> Bool { pairs.allSatisfy { $0.endpoint.auth.isExplicitlyPublic } }

  /// The code asks for credentials, the document does not, though it does so elsewhere.
  private func undeclared(_ pairs: [Pair]) -> [Pair] {
    let guarded = pairs.filter { $0.endpoint.auth.requirement == .required }
    let open = guarded.filter { $0.operation.security == .none || $0.operation.security == .unsaid }
    guard open.count * 4 <= guarded.count else { return [] }
    return open
  }

  private func scheme(_ operation: APIOperation) -> String {
    guard case .required(let names) = operation.security, !names.isEmpty else { return "credentials" }
    return names.prefix(3).joined(separator: ", ")
  }

  private func unguardedFinding(_ pair: Pair, _ document: APIDocument) -> Finding {
    Finding(
      rule: SpecDriftRule.info, level: isMinor([pair]) ? .note : nil,
      message: "\(pair.endpoint.title) asks for no credentials, though \(document.file) says that it does",
      scenario: """
        The document demands \(scheme(pair.operation)), and the code lets everybody in: whoever trusts the document \
        takes for protected what anyone can call.
        """,
      location: pair.endpoint.registered,
      related: [Finding.Related(pair.operation.location, "the document's operation")],
      endpoints: [pair.endpoint.title],
      remedy: "ask for the credentials in the code; if it is meant to be public, give the operation `security: []`",
      subject: "no credentials \(pair.endpoint.title)")
  }

  private func severalUnguarded(_ pairs: [Pair], _ document: APIDocument) -> Finding {
    let names = SpecWords.list(pairs.map(\.endpoint.title))
    return Finding(
      rule: SpecDriftRule.info, level: isMinor(pairs) ? .note : nil,
      message: "\(pairs.count) endpoints ask for no credentials, though \(document.file) says that they do: \(names)",
      scenario: """
        The document demands credentials, and the code lets everybody in: whoever trusts the document takes for \
        protected what anyone can call.
        """,
      location: pairs[0].endpoint.registered,
      related: pairs.prefix(SpecWords.related).map { Finding.Related($0.operation.location, $0.operation.title) },
      endpoints: pairs.prefix(SpecWords.related).map(\.endpoint.title),
      remedy: "ask for the credentials in the code; give the operations that are meant to be public `security: []`",
      subject: "several without credentials")
  }

  private func undeclaredFinding(_ pair: Pair, _ document: APIDocument) -> Finding {
    let by = pair.endpoint.auth.by.isEmpty ? "" : " (\(pair.endpoint.auth.by))"
    return Finding(
      rule: SpecDriftRule.info, level: .note,
      message:
        "\(pair.operation.title) is public according to \(document.file), and the code asks for credentials\(by)",
      scenario: """
        A client that was written or generated from the document sends no credentials here, and is refused; the \
        document's other operations say what they need.
        """,
      location: pair.operation.location,
      related: [Finding.Related(pair.endpoint.auth.location ?? pair.endpoint.registered, "the code asks here")],
      endpoints: [pair.endpoint.title],
      remedy: remedy.text("add `security` to the operation", document), subject: "undeclared \(pair.operation.title)")
  }

  private func severalUndeclared(_ pairs: [Pair], _ document: APIDocument) -> Finding {
    let names = SpecWords.list(pairs.map(\.operation.title))
    return Finding(
      rule: SpecDriftRule.info, level: .note,
      message:
        "\(pairs.count) operations are public according to \(document.file), and the code asks for credentials: \(names)",
      scenario: """
        A client that was written or generated from the document sends no credentials to these, and is refused; the \
        document's other operations say what they need.
        """,
      location: pairs[0].operation.location,
      related: pairs.dropFirst().prefix(SpecWords.related).map {
        Finding.Related($0.operation.location, $0.operation.title)
      },
      endpoints: pairs.prefix(SpecWords.related).map(\.endpoint.title),
      remedy: remedy.text("add `security` to the operations", document), subject: "several undeclared")
  }
}
