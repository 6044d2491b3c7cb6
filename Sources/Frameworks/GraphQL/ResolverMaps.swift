internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Maps of resolvers by type and field: `{ Query: { users: … }, User: { posts: … } }`, wherever they stand in server
/// code: tools that gather them from folders and merge them are many.
struct ResolverMaps {
  /// One entry of a map of a type.
  struct Entry {
    let type: String
    let field: String
    let value: NodeRef
  }

  private let context: RecognizerContext
  private(set) var entries: [Entry] = []
  /// What rules in front of resolvers ask (`shield({ Query: { users: isAuthenticated } })`), by type and field.
  private(set) var shields: [String: [String: NodeRef]] = [:]
  private var seen: Set<NodeRef> = []

  private static let maxEntries = 5_000
  /// Calls whose objects have the names of types for other reasons.
  private static let others: Set<String> = [
    "InMemoryCache", "ApolloClient", "addMocksToSchema", "MockedProvider", "mockServer", "cacheExchange",
    "offlineExchange", "filterSchema", "TransformObjectFields", "constraintDirective",
  ]

  init(_ context: RecognizerContext) {
    self.context = context
    for id in context.program.fileIDs where context.isServed(id) && !context.program.browserFiles.contains(id) {
      guard let file = context.program.file(id), file.source.language?.isECMAScript == true else { continue }
      read(file, id)
    }
  }

  private var evaluator: Evaluator { context.evaluator }

  private mutating func read(_ file: SyntaxFile, _ id: FileID) {
    var done: Set<NodeID> = []
    for node in 0..<NodeID(file.nodes.count) where file[node].kind == .pair && file[node].role == .element {
      guard let key = file.child(node, .key), isRootName(key, file), done.insert(file[node].parent).inserted else {
        continue
      }
      let map = file[node].parent
      guard entries.count < Self.maxEntries, file[map].kind == .dictionary, let purpose = purpose(of: map, file) else {
        continue
      }
      add(map, file, id, isShield: purpose == .shield)
    }
  }

  /// `Query`, `Mutation`, `Subscription`, by the bytes: this is asked of every key of a project.
  private func isRootName(_ key: NodeID, _ file: SyntaxFile) -> Bool {
    guard file[key].kind == .string else { return false }
    switch file[key].end - file[key].start {
    case 5, 7: return file.stringValue(key) == "Query"
    case 8, 10: return file.stringValue(key) == "Mutation"
    case 12, 14: return file.stringValue(key) == "Subscription"
    default: return false
    }
  }

  private enum Purpose { case resolvers, shield }

  private func purpose(of map: NodeID, _ file: SyntaxFile) -> Purpose? {
    var node = map
    for _ in 0..<8 {
      let parent = file[node].parent
      guard parent != node, parent != 0 else { break }
      switch file[parent].kind {
      case .pair:
        let key = file.child(parent, .key).flatMap { file.stringValue($0) } ?? ""
        if ["typePolicies", "mocks", "possibleTypes", "permissions", "keys", "config", "mappers"].contains(key) {
          return nil
        }
      case .call:
        guard let callee = file.child(parent, .callee) else { return nil }
        let name = context.program.text(file[callee].name)
        if name == "shield" { return .shield }
        if Self.others.contains(name) { return nil }
      case .function, .block, .module: return .resolvers
      default: break
      }
      node = parent
    }
    return .resolvers
  }

  private mutating func add(_ map: NodeID, _ file: SyntaxFile, _ id: FileID, isShield: Bool) {
    for (type, value) in evaluator.entries(of: .literal(NodeRef(file: id, node: map))) where GraphName.isType(type) {
      for (field, resolver) in fields(of: value) {
        if isShield {
          shields[type, default: [:]][field] = resolver
        } else if seen.insert(resolver).inserted, isResolver(resolver) {
          entries.append(Entry(type: type, field: field, value: resolver))
        }
      }
      if isShield, evaluator.entries(of: evaluator.value(of: value)).isEmpty {
        shields[type, default: [:]]["*"] = value
      }
    }
  }

  private func fields(of value: NodeRef) -> [(key: String, value: NodeRef)] {
    let whole = evaluator.value(of: value)
    if case .module(let id) = whole { return evaluator.exportedMembers(of: id).map { ($0.name, $0.value) } }
    return evaluator.entries(of: whole)
  }

  /// What answers a field, or may: not a text, a number, a flag.
  private func isResolver(_ ref: NodeRef) -> Bool {
    switch evaluator.value(of: ref) {
    case .string, .number, .bool, .null, .type, .module: return false
    case .literal(let literal):
      guard context.program.node(literal)?.kind == .dictionary else {
        return context.program.node(literal)?.kind == .list
      }
      return ["subscribe", "resolve"].contains { evaluator.entryNode($0, of: .literal(literal)) != nil }
    default: return true
    }
  }
}
