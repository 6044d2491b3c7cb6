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
  /// The names of object types and interfaces.
  private(set) var types: Set<String> = []
  private(set) var isEmpty = true
  /// The types that each type's fields lead to.
  private var leads: [String: Set<String>] = [:]
  /// Members of unions and what implements an interface are not followed: anything may be behind them.
  private var hasAlternatives = false

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
    if document.hasUnions { hasAlternatives = true }
    for type in document.types where type.kind != .input {
      isEmpty = false
      types.insert(type.name)
      leads[type.name, default: []].formUnion(type.fields.map(\.typeName))
      if type.kind == .interface { hasAlternatives = true }
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

  /// Whether some type leads back to itself, so that a query can be nested as deep as one likes.
  var nests: Bool? {
    if isEmpty { return nil }
    var open = leads.mapValues { $0.intersection(types) }
    // What leads nowhere is taken away until nothing of the kind is left.
    while !open.isEmpty {
      let ends = open.filter { $0.value.isEmpty }.map(\.key)
      if ends.isEmpty { return true }
      for end in ends { open[end] = nil }
      open = open.mapValues { $0.subtracting(ends) }
    }
    return hasAlternatives ? nil : false
  }

  /// A root field by its name.
  func declared(_ root: GraphRoot, _ name: String) -> Declared? { fields[root]?[name] }
}
