internal import Findings
internal import Model
internal import Source

/// Operations that nothing answers.
struct SpecOperations {
  private let backend: Backend
  private let documents: [APIDocument]
  private let remedy: SpecRemedy

  init(_ backend: Backend, _ documents: [APIDocument], _ remedy: SpecRemedy) {
    self.backend = backend
    self.documents = documents
    self.remedy = remedy
  }

  var findings: [Finding] {
    // Copies of a document repeat what it says; the first in order speaks for them.
    var said: Set<String> = []
    return documents.flatMap { document -> [Finding] in
      guard !document.isCode else { return [] }
      let open = document.unmatched.filter { !["OPTIONS", "HEAD", "TRACE"].contains($0.method) }
      // More than that, and it is our reading of the code that has gaps.
      guard open.count * 3 <= document.operations.count else { return [] }
      let sure = open.filter { !$0.isMentioned && said.insert($0.method + plain($0.path)).inserted }
      return SpecWords.causes(sure, by: \.path).map { $0.count == 1 ? finding($0[0], document) : finding($0, document) }
    }
  }

  private func plain(_ path: String) -> String {
    path.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : String($0) }.joined(separator: "/")
  }

  private func finding(_ operation: APIOperation, _ document: APIDocument) -> Finding {
    let siblings = methods(served: operation, document)
    let others = siblings.isEmpty ? "" : "; the code has \(siblings.joined(separator: ", ")) there"
    return Finding(
      rule: SpecDriftRule.info, confidence: siblings.isEmpty ? nil : .high,
      message: "\(operation.title) is in \(document.file), and no handler answers it\(others)",
      scenario: """
        Whoever calls \(operation.title) because the document says so, by hand or from a generated client, gets \
        \(siblings.isEmpty ? "404" : "405"). \(document.matched) of the document's \(document.operations.count) \
        operations have a handler.
        """,
      location: operation.location,
      remedy: remedy.text("take the operation out of the document, or add its handler", document),
      subject: "no handler \(operation.title)")
  }

  private func finding(_ operations: [APIOperation], _ document: APIDocument) -> Finding {
    let names = SpecWords.list(operations.map(\.title))
    return Finding(
      rule: SpecDriftRule.info, message: "\(operations.count) operations of \(document.file) have no handler: \(names)",
      scenario: """
        The code has moved on without the document: whoever calls these operations because the document says so gets \
        404 or 405. \(document.matched) of the document's \(document.operations.count) operations have a handler.
        """,
      location: operations[0].location,
      related: operations.dropFirst().prefix(SpecWords.related).map { Finding.Related($0.location, $0.title) },
      remedy: remedy.text("take the operations out of the document, or add their handlers", document),
      subject: "no handler " + operations.prefix(SpecWords.related).map(\.title).joined(separator: ", "))
  }

  /// The methods under which the code has an operation's path.
  private func methods(served operation: APIOperation, _ document: APIDocument) -> [String] {
    let path = plain((operation.base ?? document.mountedAt ?? "") + operation.path)
    let found = backend.endpoints.filter { plain($0.path) == path && $0.isHTTP }.map(\.method)
    return Set(found).sorted()
  }
}
