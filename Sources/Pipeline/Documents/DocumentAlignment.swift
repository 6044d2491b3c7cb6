internal import Model

/// How the paths of a document lie in those of the code: documents leave prefixes away, or name what a proxy adds.
struct DocumentAlignment: Hashable {
  /// What the code has before them.
  let prefix: String
  /// How many of their first segments the code does not have.
  let dropped: Int

  func shape(of operation: APIOperation) -> PathShape {
    if let base = operation.base { return PathShape(base + operation.path) }
    guard dropped > 0 else { return PathShape(prefix + operation.path) }
    return PathShape(segments: Array(PathShape(operation.path).segments.dropFirst(dropped)))
  }

  /// The alignment under which most operations have endpoints, and how many; what the document says comes first among
  /// equals.
  static func best(
    _ document: APIDocument, _ index: EndpointIndex, service: Int
  ) -> (alignment: DocumentAlignment, matched: Int) {
    var best = (alignment: DocumentAlignment(prefix: document.basePaths.first ?? "", dropped: 0), matched: 0)
    func weigh(_ candidates: [DocumentAlignment]) {
      for candidate in candidates {
        let matched = document.operations.count {
          index.endpoint($0.method, candidate.shape(of: $0), service: service) != nil
        }
        if matched > best.matched { best = (candidate, matched) }
      }
    }
    weigh(document.basePaths.map { DocumentAlignment(prefix: $0, dropped: 0) })
    weigh([DocumentAlignment(prefix: "", dropped: 0)])
    if best.matched * 5 >= document.operations.count * 4 { return best }
    weigh(voted(document, index) + droppable(document))
    return best
  }

  /// The prefixes that stand most often before the document's paths.
  private static func voted(_ document: APIDocument, _ index: EndpointIndex) -> [DocumentAlignment] {
    var votes: [String: Int] = [:]
    for operation in document.operations {
      let shape = PathShape(operation.path)
      guard !shape.literals.isEmpty else { continue }
      for prefix in Set(index.prefixes(operation.method, shape)) { votes[prefix, default: 0] += 1 }
    }
    let sorted = votes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return sorted.prefix(4).map { DocumentAlignment(prefix: $0.key, dropped: 0) }
  }

  /// The first constant segments that all paths share.
  private static func droppable(_ document: APIDocument) -> [DocumentAlignment] {
    let shapes = document.operations.map { PathShape($0.path).segments }
    guard let first = shapes.first else { return [] }
    var count = 0
    while count < min(3, first.count - 1), !PathShape.isVariable(first[count]),
      shapes.allSatisfy({ $0.count > count + 1 && $0[count] == first[count] })
    {
      count += 1
    }
    return count == 0 ? [] : (1...count).map { DocumentAlignment(prefix: "", dropped: $0) }
  }
}
