package import Facts
package import Source
package import Syntax

/// Every lowered file of a project with its index: what resolution and recognizers read. Shared by reference: it is asked
/// for with every node.
package final class Program: Sendable {
  package let tree: SourceTree
  /// By `FileID.index`; `nil` for files that could not be parsed. Reached by `file` and `index` only, which note it.
  private let files: [SyntaxFile?]
  private let indexes: [FileIndex?]
  package let names: NameTable
  package let modules: ModuleMap
  package let imported: ImportedModules
  private let calls: CallTable
  package let aliases: AliasTable
  package let facts: FactTable
  /// What files of example settings (`.env.example`) set, by name.
  package let exampleSettings: [String: String]
  /// Files of pages: what they call is not the backend's doing.
  package let browserFiles: BrowserFiles
  /// Which files declare which types of Java and C#.
  let nominal: NominalTypes
  /// What Java's mapper files and settings say.
  let javaDocuments: JavaDocuments
  /// What evaluators find out alike about Java and C#.
  let shared: NominalShared
  let words: EvaluatorWords
  /// Classes of ECMAScript, Java and C# by the names of what they extend or implement.
  private let implementers: [Name: [NodeRef]]
  /// Somewhere a client's defaults get a timeout: `axios.defaults.timeout = 5000`.
  package let setsDefaultTimeout: Bool
  /// Where the work that has this copy of the program notes what it looks at.
  private let log: AccessLog?

  package init(
    tree: SourceTree, files: [SyntaxFile?], indexes: [FileIndex?], names: NameTable, modules: ModuleMap,
    imported: ImportedModules, calls: CallTable, aliases: AliasTable, facts: FactTable,
    exampleSettings: [String: String] = [:], workers: Int = 1
  ) {
    self.tree = tree
    self.files = files
    self.indexes = indexes
    self.names = names
    self.modules = modules
    self.imported = imported
    self.calls = calls
    self.aliases = aliases
    self.facts = facts
    self.exampleSettings = exampleSettings
    let ((browserFiles, implementers), nominal) = together(workers: workers) {
      (
        BrowserFiles(files: files, indexes: indexes, names: names, modules: modules, imported: imported),
        Self.implementers(files, indexes)
      )
    } _: {
      NominalTypes(files, indexes, names) { facts.typeNames() }
    }
    self.browserFiles = browserFiles
    self.implementers = implementers
    self.nominal = nominal
    javaDocuments = JavaDocuments(tree)
    shared = NominalShared()
    words = EvaluatorWords(names)
    setsDefaultTimeout = Self.setsDefaultTimeout(indexes, names)
    log = nil
  }

  private static func implementers(_ files: [SyntaxFile?], _ indexes: [FileIndex?]) -> [Name: [NodeRef]] {
    var found: [Name: [NodeRef]] = [:]
    for (position, index) in indexes.enumerated() {
      guard let index, let file = files[position] else { continue }
      for base in bases(of: file, index) {
        found[base.name, default: []].append(NodeRef(file: FileID(index: UInt32(position)), node: base.type))
      }
    }
    return found
  }

  /// What the classes of an ECMAScript file extend or implement, by the last part of its name; the methods of a Go file
  /// by their names, since a type is whatever has the methods. Java and C#: see `NominalBases`.
  package static func bases(of file: SyntaxFile, _ index: FileIndex) -> [(name: Name, type: NodeID)] {
    if file.source.language == .go { return goMethods(of: file, index) }
    if file.isNominal { return NominalBases.bases(of: file, index) }
    guard file.source.language?.isECMAScript == true else { return [] }
    return index.scopes.filter { $0.kind == .type && file[$0.node].kind == .classDeclaration }.flatMap { scope in
      file.children(scope.node).compactMap { child in
        guard file[child].role == .base || file[child].role == .implements else { return nil }
        var node = child
        while file[node].kind == .index, let object = file.child(node, .object) { node = object }
        return file[node].kind == .name ? (file[node].name, scope.node) : nil
      }
    }
  }

  private static func goMethods(of file: SyntaxFile, _ index: FileIndex) -> [(name: Name, type: NodeID)] {
    index.scopes.filter { $0.kind == .function && $0.parent == 0 && file.hasReceiver($0.node) }
      .map { (file[$0.node].name, $0.node) }
  }

  private static func setsDefaultTimeout(_ indexes: [FileIndex?], _ names: NameTable) -> Bool {
    guard let defaults = names.lookup("defaults"), let timeout = names.lookup("timeout") else { return false }
    return indexes.contains { $0?.attributes.contains { $0.object == defaults && $0.name == timeout } ?? false }
  }

  private init(_ other: Program, log: AccessLog) {
    tree = other.tree
    files = other.files
    indexes = other.indexes
    names = other.names
    modules = other.modules
    imported = other.imported
    calls = other.calls
    aliases = other.aliases
    facts = other.facts
    exampleSettings = other.exampleSettings
    browserFiles = other.browserFiles
    nominal = other.nominal
    javaDocuments = other.javaDocuments
    shared = other.shared
    words = other.words
    implementers = other.implementers
    setsDefaultTimeout = other.setsDefaultTimeout
    self.log = log
  }

  /// The same program for one piece of work, which notes what it looks at.
  package func noting(in log: AccessLog) -> Program { Program(self, log: log) }

  /// Notes what an answer needed that was worked out before.
  func note(_ needs: AccessNotes) { log?.note(needs) }

  /// A lowered file.
  @inline(__always)
  package func file(_ id: FileID) -> SyntaxFile? {
    log?.note(id)
    return files[Int(id.index)]
  }

  /// The index of a lowered file.
  @inline(__always)
  package func index(of id: FileID) -> FileIndex? {
    log?.note(id)
    return indexes[Int(id.index)]
  }

  /// Every call of something with this last name, in path and position order.
  package func sites(of name: Name) -> ArraySlice<NodeRef> {
    log?.note(name)
    return calls.sites(of: name)
  }

  /// Every call of something with this last name; `nil` when there are more than `limit`.
  package func sites(of name: Name, atMost limit: Int) -> ArraySlice<NodeRef>? {
    let sites = calls.sites(of: name)
    guard sites.count > limit else { return self.sites(of: name) }
    log?.note(name, calledMoreThan: limit)
    return nil
  }

  /// Every call of something with this last name, which no file may have.
  package func sites(called text: String) -> ArraySlice<NodeRef> {
    guard let name = name(of: text) else { return [] }
    return sites(of: name)
  }

  /// The name of a text; `nil` when no file has it, which is noted: a file may come to have it.
  package func name(of text: String) -> Name? {
    let name = names.lookup(text)
    if name == nil { log?.noteMissing(text) }
    return name
  }

  /// Classes that extend or implement something of this name; methods of Go of this name.
  func implementers(of name: Name) -> [NodeRef]? {
    log?.note(name)
    return implementers[name]
  }

  /// How many files the tree has, with those that could not be parsed.
  package var fileCount: Int { files.count }

  /// The ids of the files that were lowered, in path order.
  package var fileIDs: [FileID] { files.indices.filter { files[$0] != nil }.map { FileID(index: UInt32($0)) } }

  /// A node's own value.
  package func node(_ ref: NodeRef) -> SyntaxNode? { file(ref.file)?[ref.node] }

  /// The text of a name.
  package func text(_ name: Name) -> String { names[name] }
}

/// All call sites of a program by the last name of what is called.
package struct CallTable: Sendable {
  private let offsets: [UInt32]
  private let sites: [NodeRef]

  package init(indexes: [FileIndex?], nameCount: Int) {
    var counts = [UInt32](repeating: 0, count: nameCount + 1)
    for case let index? in indexes {
      for call in index.calls { counts[Int(call.name.raw) + 1] += 1 }
    }
    for name in 1...nameCount { counts[name] += counts[name - 1] }
    var sites = [NodeRef](repeating: NodeRef(file: FileID(index: 0), node: 0), count: Int(counts[nameCount]))
    var next = counts
    for (file, index) in indexes.enumerated() {
      guard let index else { continue }
      for call in index.calls {
        let slot = Int(call.name.raw)
        sites[Int(next[slot])] = NodeRef(file: FileID(index: UInt32(file)), node: call.node)
        next[slot] += 1
      }
    }
    offsets = counts
    self.sites = sites
  }

  /// Every call of something with this last name, in path and position order.
  package func sites(of name: Name) -> ArraySlice<NodeRef> {
    let slot = Int(name.raw)
    guard slot + 1 < offsets.count else { return [] }
    return sites[Int(offsets[slot])..<Int(offsets[slot + 1])]
  }
}
