internal import Resolution
internal import Source
internal import Syntax

/// The fields that Hot Chocolate infers of a class: public methods and properties, with names by its conventions
/// (`GetBooksAsync` is `books`).
struct HotChocolateMembers {
  private let context: RecognizerContext
  private let attributes: AspNetAttributes

  init(_ context: RecognizerContext) {
    self.context = context
    attributes = AspNetAttributes(context: context)
  }

  struct Member {
    let node: NodeRef
    /// As the class has it.
    let written: String
    let name: String
    let function: NodeRef?
    /// The type that it answers with, looked into.
    let answered: (name: String, isList: Bool)?
  }

  func members(of type: NodeRef) -> [Member] {
    var found: [Member] = []
    var known: Set<String> = []
    let hasStatic = isStatic(type) || marksStatic(type)
    for part in context.evaluator.lineage(of: type) {
      guard let file = context.program.file(part.file), let body = file.child(part.node, .body) else { continue }
      let properties = Set(file.children(body).filter { file[$0].kind == .field }.map { file[$0].name })
      let hidden = subscribers(file, body)
      for node in file.children(body) where isField(node, file, hasStatic) {
        let written = context.program.text(file[node].name)
        if file[node].flags.contains(.getter), file[node].kind == .function, properties.contains(file[node].name) {
          continue
        }
        guard !hidden.contains(written), known.insert(written).inserted else { continue }
        let ref = NodeRef(file: part.file, node: node)
        let own = attributes.attributes(of: ref)
        guard !own.contains(where: { $0.name == "GraphQLIgnore" }) else { continue }
        let given = own.first { $0.name == "GraphQLName" }.flatMap { attributes.positional($0).first }
        found.append(
          Member(
            node: ref, written: written,
            name: given.flatMap { attributes.text($0) } ?? inferred(written, node, file),
            function: file[node].kind == .function ? ref : nil, answered: answered(node, file)))
      }
    }
    return found
  }

  private func isStatic(_ type: NodeRef) -> Bool {
    guard let file = context.program.file(type.file) else { return false }
    return AspNetSource.hasModifier("static", type.node, file, context)
  }

  private func marksStatic(_ type: NodeRef) -> Bool {
    attributes.attributes(of: type).contains {
      ["QueryType", "MutationType", "SubscriptionType", "ObjectType"].contains($0.name)
    }
  }

  private static let inherited: Set<String> = [
    "ToString", "Equals", "GetHashCode", "Dispose", "DisposeAsync", "Deconstruct",
  ]

  private func isField(_ node: NodeID, _ file: SyntaxFile, _ hasStatic: Bool) -> Bool {
    let flags = file[node].flags
    guard flags.contains(.exported), hasStatic || !flags.contains(.isStatic) else { return false }
    let name = context.program.text(file[node].name)
    switch file[node].kind {
    case .function:
      guard !flags.contains(.constructor), !flags.contains(.setter), !name.isEmpty, name != "operator", name != "this",
        !Self.inherited.contains(name)
      else { return false }
      // What opens the stream of a subscription is no field.
      return file.child(node, .type).map { !file.text($0).contains("ISourceStream") } ?? true
    case .field: return flags.contains(.property)
    default: return false
    }
  }

  /// `[Subscribe(With = nameof(Open))]`: `Open` is no field.
  private func subscribers(_ file: SyntaxFile, _ body: NodeID) -> Set<String> {
    var found: Set<String> = []
    for node in file.children(body) where file[node].kind == .function && file.child(node, .decorator) != nil {
      for attribute in attributes.attributes(of: NodeRef(file: file.source.id, node: node))
      where attribute.name == "Subscribe" {
        if let with = attributes.named("With", attribute).flatMap({ attributes.text($0) }) { found.insert(with) }
      }
    }
    return found
  }

  // MARK: Names

  private static let tasks: Set<String> = ["Task", "ValueTask", "IAsyncEnumerable"]

  private func inferred(_ written: String, _ node: NodeID, _ file: SyntaxFile) -> String {
    guard file[node].kind == .function, !file[node].flags.contains(.getter) else { return Self.camel(written) }
    var name = written[...]
    if name.hasPrefix("Get"), name.utf8.count > 3 { name = name.dropFirst(3) }
    let type = file.child(node, .type).map { attributes.lastName($0, file) } ?? ""
    if Self.tasks.contains(type), name.hasSuffix("Async"), name.utf8.count > 5 { name = name.dropLast(5) }
    return Self.camel(String(name))
  }

  /// "Books" is `books`, "ISBN" `isbn`, "ISBNCode" `isbnCode`.
  static func camel(_ name: String) -> String {
    let capitals = name.prefix { $0.isUppercase }.count
    if capitals == name.count { return name.lowercased() }
    let lowered = capitals > 1 ? capitals - 1 : capitals
    return name.prefix(lowered).lowercased() + name.dropFirst(lowered)
  }

  // MARK: Types

  private static let wrappers: Set<String> = ["Task", "ValueTask", "Nullable", "FieldResult", "IExecutable"]
  private static let lists: Set<String> = [
    "IEnumerable", "IQueryable", "List", "IList", "ICollection", "IReadOnlyList", "IReadOnlyCollection", "Connection",
    "CollectionSegment", "IAsyncEnumerable", "Page", "PageConnection", "HashSet", "ImmutableArray", "[]",
    "IOrderedQueryable",
  ]

  /// `Task<IEnumerable<Book>>` is several of `Book`.
  private func answered(_ node: NodeID, _ file: SyntaxFile) -> (name: String, isList: Bool)? {
    guard var type = file.child(node, .type) else { return nil }
    var isList = false
    for _ in 0..<6 {
      guard file[type].kind == .index, let inner = file.child(type, .index) else { break }
      let outer = attributes.lastName(type, file)
      if Self.lists.contains(outer) { isList = true } else if !Self.wrappers.contains(outer) { break }
      // What an executable or a page is of is asked for as a list.
      if outer == "IExecutable" { isList = true }
      type = inner
    }
    let name = attributes.lastName(type, file)
    return name.isEmpty ? nil : (name, isList)
  }
}
