internal import Findings
internal import Model
internal import Source

/// S33. The API document and the code disagree.
enum SpecDriftRule: Rule {
  static let info = RuleInfo(
    name: "spec-drift", alias: "S33", pillar: .security, level: .warning, confidence: .medium,
    summary: "the API document and the code disagree: on what is served, or on who may call it",
    why: """
      Clients, gateways and reviewers go by the document. An operation that nothing answers breaks whoever was \
      generated from it; an endpoint that is not in it is tested and guarded by nobody; and one that the document \
      calls protected while the code lets everybody in is a hole that no reader of the document will find.
      """,
    quietWhen: [
      "most of the document's operations have no endpoint here: it describes another service",
      "whether the code asks for credentials could not be seen",
      "the document names no credentials anywhere, or the code asks nobody for any: a gateway does",
      "the document leaves out most endpoints: it is not meant to be complete",
      "health, documentation, metrics and files; what the code keeps out of documents on purpose",
      "an operation may be answered by a wildcard, or its path stands in the code where no route was understood",
    ],
    example: "paths:\n  /orders/{id}/cancel:\n    post: …        # the code has DELETE /orders/{id}",
    instead: "paths:\n  /orders/{id}:\n    delete: …",
    cwe: [1059],
    references: ["https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/"])

  static func check(_ context: RuleContext) -> [Finding] {
    // Of copies in both formats, the one that people read speaks.
    let documents = context.backend.documents.filter(\.describesProject).sorted {
      ($0.file.hasSuffix(".json") ? 1 : 0, $0.file) < ($1.file.hasSuffix(".json") ? 1 : 0, $1.file)
    }
    guard !documents.isEmpty else { return [] }
    let remedy = SpecRemedy(context.backend)
    return SpecOperations(context.backend, documents, remedy).findings
      + SpecEndpoints(context.backend, documents, remedy).findings
      + SpecAuth(context.backend, documents, remedy).findings
  }
}

/// How a document is mended: by hand, or by what writes it.
struct SpecRemedy {
  private let generator: String?

  init(_ backend: Backend) {
    let known: [(names: Set<String>, words: String)] = [
      (["drf-spectacular"], "`manage.py spectacular`"), (["drf-yasg"], "`manage.py generate_swagger`"),
      (["github.com/swaggo/swag"], "`swag init`"), (["tsoa"], "`tsoa spec`"), (["apispec"], "apispec"),
      (["@nestjs/swagger"], "@nestjs/swagger"), (["@fastify/swagger"], "@fastify/swagger"),
      (["github.com/danielgtaylor/huma/v2"], "huma"),
    ]
    if backend.frameworks.contains(where: { $0.name == "fastapi" }) {
      generator = "`app.openapi()`"
    } else {
      generator = known.first { backend.dependsOn($0.names) }?.words
    }
  }

  /// "write it anew with `swag init`", or what else to do.
  func text(_ otherwise: String, _ document: APIDocument) -> String {
    guard let generator, !document.isCode else { return otherwise }
    return "if \(document.file) is generated, write it anew with \(generator) and let CI compare; else \(otherwise)"
  }
}
