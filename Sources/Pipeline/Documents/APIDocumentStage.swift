internal import Frameworks
internal import Model
internal import Source

/// Reads the project's API documents and finds the endpoints that answer their operations.
enum APIDocumentStage {
  /// After the endpoints have their services.
  static func describe(_ tree: SourceTree, workers: Int, into backend: inout Backend) {
    let documents = OpenAPIReader.read(tree, workers: workers)
    guard !documents.isEmpty else { return }
    let index = EndpointIndex(backend.endpoints)
    let owners = ServiceOwners(tree.services)
    let places = Set(backend.endpoints.lazy.filter { $0.framework == "connexion" }.map(\.registered))
    backend.documents = documents.map { document in
      var linked = linked(document, index, service: owners.index(of: document.file))
      linked.isCode = linked.operations.contains { places.contains($0.location) }
      if linked.describesProject { noteMentions(&linked, index, tree) }
      return linked
    }
  }

  /// Operations held against every endpoint, per document; more have another service's.
  private static let guessed = 400

  private static func linked(_ document: APIDocument, _ index: EndpointIndex, service: Int) -> APIDocument {
    var document = document
    let (alignment, matched) = DocumentAlignment.best(document, index, service: service)
    guard matched > 0 else { return document }
    document.mountedAt = alignment.prefix
    var guesses = 0
    for position in document.operations.indices {
      let operation = document.operations[position]
      let shape = alignment.shape(of: operation)
      if let id = index.endpoint(operation.method, shape, service: service) {
        document.operations[position].match = .path(id)
      } else if let id = index.endpoint(named: operation.identifier, operation.method, shape) {
        document.operations[position].match = .name(id)
      } else if guesses >= guessed {
        document.operations[position].match = .perhaps(nil)
      } else {
        guesses += 1
        document.operations[position].match = index.mayAnswer(operation.method, shape).map { .perhaps($0) }
      }
    }
    return document
  }

  /// Operations looked for in the text of the code, per document.
  private static let searched = 60

  /// The code may serve an operation in a way that no recognizer knows; then its path stands in the code somewhere.
  private static func noteMentions(_ document: inout APIDocument, _ index: EndpointIndex, _ tree: SourceTree) {
    let open = document.operations.indices.filter { document.operations[$0].match == nil }
    var known: [String: Bool] = [:]
    for position in open.prefix(searched) {
      guard let word = PathShape(document.operations[position].path).literals.last, !index.knows(word) else { continue }
      let isMentioned = known[word] ?? mentions(word, tree)
      known[word] = isMentioned
      document.operations[position].isMentioned = isMentioned
    }
    for position in open.dropFirst(searched) { document.operations[position].isMentioned = true }
  }

  private static func mentions(_ word: String, _ tree: SourceTree) -> Bool {
    let needle = Array(word.utf8)
    return tree.files.contains { file in
      guard file.purpose == .production || file.purpose == .script else { return false }
      var start = 0
      while let found = file.bytes.firstIndex(of: needle, from: start) {
        let end = found + needle.count
        if found > 0, Self.opening.contains(file.bytes[found - 1]), end < file.bytes.count,
          Self.closing.contains(file.bytes[end])
        {
          return true
        }
        start = found + 1
      }
      return false
    }
  }

  private static let opening = Set("/\"'`".utf8)
  private static let closing = Set("/\"'`?:<{($*".utf8)
}
