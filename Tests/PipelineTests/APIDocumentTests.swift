import Findings
import FoundationEssentials
import Model
import Pipeline
import Source
import Testing

/// How OpenAPI and Swagger documents become part of the model.
@Suite struct APIDocumentTests {
  private static let app = """
    from flask import Flask

    app = Flask(__name__)

    @app.get("/api/books")
    def list_books(): return []

    @app.post("/api/books")
    def add_book(): return {}

    @app.get("/api/books/<int:id>")
    def get_book(id): return {}

    @app.delete("/api/books/<int:id>")
    def remove_book(id): return {}
    """

  private func backend(_ files: [String: String]) throws -> Backend {
    let root = "/tmp/mainstay-documents-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    for (path, text) in files.merging(["app.py": Self.app], uniquingKeysWith: { own, _ in own }) {
      let target = root + "/" + path
      let folder = target.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: target))
    }
    var options = PipelineOptions(root: root)
    options.workers = 1
    return try Pipeline.run(options).backend
  }

  private func paths(_ items: String, base: String = "servers: [{url: /api}]") -> String {
    "openapi: 3.0.0\ninfo: {title: Books}\n\(base)\npaths:\n\(items)"
  }

  @Test func operationsAreLinkedBelowTheBasePath() throws {
    let text = paths("  /books: {get: {}, post: {}}\n  /books/{bookId}: {get: {}, delete: {}, put: {}}\n")
    let document = try #require(try backend(["docs/api.yaml": text]).documents.first)
    #expect(document.file == "docs/api.yaml" && document.version == "3.0.0" && document.title == "Books")
    #expect(document.mountedAt == "/api" && document.matched == 4 && document.describesProject)
    #expect(document.unmatched.map(\.title) == ["PUT /books/{bookId}"])
    #expect(document.operations[0].location.startLine == 5)
  }

  @Test func aPrefixThatOnlyTheCodeHasIsFound() throws {
    let text = paths("  /books: {get: {}, post: {}}\n  /books/{id}: {get: {}}\n", base: "")
    #expect(try backend(["api.yaml": text]).documents.first?.mountedAt == "/api")
  }

  @Test func aPrefixThatOnlyTheDocumentHasIsFound() throws {
    let text = paths(
      "  /shop/api/books: {get: {}, post: {}}\n  /shop/api/books/{id}: {get: {}}\n",
      base: "servers: [{url: 'https://example.com/shop'}]")
    #expect(try backend(["api.yaml": text]).documents.first?.matched == 3)
  }

  @Test func securityIsRequiredOptionalNoneOrUnsaid() throws {
    let text = paths(
      """
        /books:
          get: {security: [{}, {key: []}]}
          post: {security: [{key: []}]}
        /books/{id}:
          get: {security: []}
          delete: {}
      """)
    let found = try #require(try backend(["api.yaml": text]).documents.first).operations.map(\.security)
    #expect(found == [.optional, .required(["key"]), .none, .unsaid])
  }

  @Test func referencesToOtherFilesAreFollowedAndKeepTheirPlaces() throws {
    let files = [
      "api/openapi.yaml": paths("  /books: {$ref: 'parts/books.yaml#/list'}\n"),
      "api/parts/books.yaml": "list:\n  get: {operationId: list_books}\n",
    ]
    let operation = try #require(try backend(files).documents.first?.operations.first)
    #expect(operation.location == Location(file: "api/parts/books.yaml", line: 2))
    #expect(operation.identifier == "list_books")
  }

  @Test func cyclesAndReferencesThatLeaveTheProjectEnd() throws {
    let files = [
      "openapi.yaml": paths(
        """
          /a: {$ref: '#/paths/~1b'}
          /b: {$ref: '#/paths/~1a'}
          /c: {$ref: 'other.yaml'}
          /d: {$ref: '../../../../etc/passwd'}
          /e: {$ref: '/etc/passwd'}
          /f: {$ref: 'https://example.com/a.yaml'}
          /books: {get: {$ref: '#/paths/~1books/get'}, post: {}}
        """),
      "other.yaml": "$ref: openapi.yaml#/paths/~1c",
    ]
    #expect(try backend(files).documents.first?.operations.map(\.title) == ["POST /books"])
  }

  @Test func whatOnlyMentionsOpenAPIIsNoDocument() throws {
    let files = [
      "compose.yaml": "services:\n  swagger: {image: swaggerapi/swagger-ui}\nopenapi:\n  enabled: true\n",
      "config/a.json": "{\"swagger\": {\"enabled\": true}, \"paths\": {\"/x\": {\"get\": {}}}}",
      "b.yaml": "openapi: 3.0.0\npaths: [1, 2]\n", "c.yaml": "openapi: 3.1.0\npaths: {/x: 3, /y: [get]}\n",
    ]
    #expect(try backend(files).documents.isEmpty)
  }

  @Test func documentsOfTestsAreLeftOut() throws {
    let text = paths("  /books: {get: {}}\n")
    let documents = try backend(["tests/data/openapi.yaml": text, "books.spec.yaml": text]).documents
    #expect(documents.map(\.file) == ["books.spec.yaml"])
  }

  @Test func findingsInDocumentsAreSilencedThere() throws {
    let root = "/tmp/mainstay-documents-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: root) }
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    let text = paths(
      """
        /books: {get: {}, post: {}}
        /books/{id}:
          get: {}
          # mainstay:ignore spec-drift comes with the next release
          put: {}
      """)
    try Data(text.utf8).write(to: URL(filePath: root + "/api.yaml"))
    try Data(Self.app.utf8).write(to: URL(filePath: root + "/app.py"))
    var request = PipelineOptions(root: root)
    request.workers = 1
    var options = ReviewRun.Options()
    options.only = ["spec-drift"]
    let run = try ReviewRun(request, options)
    let findings = run.result.findings.filter { $0.location.file == "api.yaml" }
    #expect(findings.map(\.suppression) == ["comes with the next release"])
  }
}
