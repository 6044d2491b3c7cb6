internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Finds the OpenAPI documents that a call of `add_api` means.
struct ConnexionDocuments {
  private let context: RecognizerContext
  private let files: OpenAPIFiles
  private static let maxDepth = 6

  init(_ context: RecognizerContext) {
    self.context = context
    files = OpenAPIFiles(context.program.tree, OpenAPIPaths(context.program.tree))
  }

  /// Documents whose names stand in an expression or in what its names were given, those with paths.
  func named(in given: NodeRef) -> [OpenAPIDocument] {
    var texts: [String] = []
    var seen: Set<NodeRef> = []
    collect(given, &texts, &seen, depth: 0)
    let from = context.program.file(given.file)?.source.path ?? ""
    var found: [OpenAPIDocument] = []
    for text in texts {
      guard let document = document(text, from: from), !found.contains(where: { $0.file == document.file }) else {
        continue
      }
      found.append(document)
    }
    return found
  }

  private func collect(_ ref: NodeRef, _ texts: inout [String], _ seen: inout Set<NodeRef>, depth: Int) {
    guard depth < Self.maxDepth, seen.insert(ref).inserted, let file = context.program.file(ref.file) else { return }
    for node in ref.node..<file[ref.node].next {
      switch file[node].kind {
      case .string:
        guard let text = file.stringValue(node), isDocument(text) else { continue }
        texts.append(text)
      case .template:
        // The last part of a path that is put together.
        guard let last = file.children(node).map({ $0 }).last, let text = file.stringValue(last), isDocument(text)
        else {
          continue
        }
        texts.append(text)
      case .name:
        guard let target = context.evaluator.definition(of: NodeRef(file: ref.file, node: node)),
          let other = context.program.file(target.file)
        else { continue }
        let parent = other[target.node].parent
        if other[parent].kind == .assignment, let value = other.child(parent, .value) {
          collect(NodeRef(file: target.file, node: value), &texts, &seen, depth: depth + 1)
        }
      default: break
      }
    }
  }

  private func isDocument(_ text: String) -> Bool {
    [".yml", ".yaml", ".json"].contains { text.hasSuffix($0) } && text.utf8.count < 200
  }

  /// Of the documents whose path ends like a text, the one nearest to the file.
  private func document(_ text: String, from path: String) -> OpenAPIDocument? {
    let parts = text.split(separator: "/").filter { $0 != "." && $0 != ".." }
    let wanted = "/" + parts.joined(separator: "/")
    let candidates = context.program.tree.documents.filter { ("/" + $0.path).hasSuffix(wanted) }
    func nearness(_ other: String) -> Int { zip(path, other).prefix { $0 == $1 }.count }
    let sorted = candidates.sorted { (nearness($1.path), $0.path) < (nearness($0.path), $1.path) }
    for candidate in sorted {
      guard let document = OpenAPIDocument(candidate.path, in: files), document.root["paths"]?.mapping != nil else {
        continue
      }
      return document
    }
    return nil
  }
}
