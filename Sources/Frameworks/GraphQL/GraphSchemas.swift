internal import Formats
internal import Resolution
internal import Source
internal import Syntax

/// What the schema documents of a project declare: files of the schema language, and its texts in code.
struct GraphSchemas {
  /// A root field where some document declares it.
  struct Declared {
    let field: SchemaField
    let location: Location
    /// Directives on its type hold for it, too.
    let directives: [SchemaDirective]
  }

  private(set) var fields: [GraphRoot: [String: Declared]] = [:]
  /// Types that some field answers with a list of.
  private(set) var listed: Set<String> = []
  private(set) var isEmpty = true

  private static let maxBytes = 8_000_000

  init(_ context: RecognizerContext) {
    for document in context.program.tree.documents where Self.isSchema(document.path) {
      guard document.bytes.count <= Self.maxBytes, !Self.isForTests(document.path) else { continue }
      let lines = LineIndex(document.bytes)
      note(SchemaDocument(document.bytes[...])) { offset in
        Location(file: document.path, line: lines.line(at: UInt32(offset)))
      }
    }
    for id in context.program.fileIDs where context.isServed(id) && !context.program.browserFiles.contains(id) {
      guard let file = context.program.file(id) else { continue }
      readTexts(file, id, context)
    }
  }

  private static func isSchema(_ path: String) -> Bool {
    path.hasSuffix(".graphql") || path.hasSuffix(".graphqls") || path.hasSuffix(".gql")
  }

  private static func isForTests(_ path: String) -> Bool {
    path.split(separator: "/").contains { ["test", "tests", "__tests__", "testdata", "fixtures"].contains($0) }
  }

  /// Texts of the schema language in code.
  private mutating func readTexts(_ file: SyntaxFile, _ id: FileID, _ context: RecognizerContext) {
    var node: NodeID = 0
    let bytes = file.source.bytes
    while node < file.nodes.count {
      let current = file[node]
      guard current.kind == .string || current.kind == .template, current.end - current.start > 24 else {
        node += 1
        continue
      }
      let range = Int(current.start)..<Int(current.end)
      if bytes.contains(text: "type ", in: range), bytes.contains(text: "{", in: range) {
        let document = SchemaDocument(bytes[range])
        let line = context.lines.index(of: id)
        note(document) { offset in
          Location(file: file.source.path, line: line.line(at: UInt32(range.lowerBound + offset)))
        }
      }
      node = current.next
    }
  }

  private mutating func note(_ document: SchemaDocument, _ place: (Int) -> Location) {
    for type in document.types where type.kind != .input {
      isEmpty = false
      for field in type.fields where field.isList { listed.insert(field.typeName) }
      // Relay's pages: the edges are a list of edges, each with one node.
      if type.name.hasSuffix("Edge"), let node = type.fields.first(where: { $0.name == "node" }) {
        listed.insert(node.typeName)
      }
      guard let root = GraphRoot.allCases.first(where: { document.typeName(ofRoot: $0.rawValue) == type.name }) else {
        continue
      }
      for field in type.fields where fields[root]?[field.name] == nil {
        fields[root, default: [:]][field.name] = Declared(
          field: field, location: place(field.offset), directives: field.directives + type.directives)
      }
    }
  }

  /// A root field by its name.
  func declared(_ root: GraphRoot, _ name: String) -> Declared? { fields[root]?[name] }
}
