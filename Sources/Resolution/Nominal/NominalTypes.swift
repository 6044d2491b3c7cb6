internal import Source
internal import Syntax

/// Which files of a project declare which types of Java and C#, by namespace and name. Made once, before any stage asks:
/// where in a file a type stands is looked up through the program, which notes it. Shared by reference: it is asked for
/// with every name.
final class NominalTypes: Sendable {
  fileprivate struct Key: Hashable {
    let namespace: Int32
    let name: Name
  }

  private let numbers: [String: Int32]
  private let texts: [String]
  private let declaring: [Key: [FileID]]
  /// Namespaces that `global using` imports everywhere.
  let globalImports: [String]
  /// The names of the classes that contexts of EF Core have sets of.
  let stored: Set<Name>
  /// The types of libraries that facts know.
  let library: Set<String>
  /// Their names without what stands before: most names are none of them.
  private let libraryNames: Set<String>
  /// The parts of the names of namespaces.
  private let segments: Set<String>
  /// By number: a part of the namespace's name is the name of a type as well.
  private let isAmbiguous: [Bool]

  init(_ files: [SyntaxFile?], _ indexes: [FileIndex?], _ names: NameTable, library: () -> Set<String>) {
    let hasAny = files.contains { $0?.isNominal ?? false }
    let known = hasAny ? library() : []
    var declared = DeclaredTypes()
    for (position, index) in indexes.enumerated() {
      guard hasAny, let index, let file = files[position], file.isNominal else { continue }
      declared.add(file, index, names)
    }
    self.library = known
    libraryNames = Set(
      known.map { String($0[($0.utf8.lastIndex(of: UInt8(ascii: ".")).map($0.index(after:)) ?? $0.startIndex)...]) })
    numbers = declared.numbers
    texts = declared.texts
    declaring = declared.declaring
    globalImports = Array(Set(declared.globalImports)).sorted()
    stored = declared.stored
    segments = Set(declared.texts.flatMap { $0.split(separator: ".").map(String.init) })
    isAmbiguous = declared.ambiguous(names)
  }

  /// Whether a full name is that of a namespace, and can be nothing else.
  func isNamespaceOnly(_ text: String) -> Bool { numbers[text].map { !isAmbiguous[Int($0)] } ?? false }

  /// The number of a namespace that the project declares, or that lies around one.
  func number(of namespace: String) -> Int32? { numbers[namespace] }

  /// Whether a namespace may lie within another one: a cheap no for those of libraries.
  func mayLieWithin(_ namespace: String) -> Bool {
    segments.contains(namespace.utf8.firstIndex(of: UInt8(ascii: ".")).map { String(namespace[..<$0]) } ?? namespace)
  }

  /// Whether facts know a type of this name, wherever it is.
  func isLibraryName(_ name: String) -> Bool { libraryNames.contains(name) }

  /// The files that declare a type.
  func files(declaring name: Name, in namespace: Int32) -> [FileID] {
    declaring[Key(namespace: namespace, name: name)] ?? []
  }

  static func parent(_ namespace: String) -> String {
    namespace.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(namespace[..<$0]) } ?? ""
  }

  static func join(_ outer: String, _ inner: String) -> String {
    outer.isEmpty ? inner : inner.isEmpty ? outer : outer + "." + inner
  }

  func describe(into digest: inout Digest) {
    for text in texts { digest.add(text) }
    for text in globalImports { digest.add(text) }
    for name in stored.map(\.raw).sorted() { digest.add(UInt64(name)) }
    let sorted = declaring.sorted { ($0.key.namespace, $0.key.name.raw) < ($1.key.namespace, $1.key.name.raw) }
    for (key, files) in sorted {
      digest.add(UInt64(UInt32(bitPattern: key.namespace)) << 32 | UInt64(key.name.raw))
      for file in files { digest.add(UInt64(file.index)) }
    }
  }
}

/// Collects the declarations of one file after the other.
private struct DeclaredTypes {
  /// Numbers of the namespaces, and of all that lie around one.
  var numbers: [String: Int32] = [:]
  var texts: [String] = []
  var declaring: [NominalTypes.Key: [FileID]] = [:]
  var globalImports: [String] = []
  var stored: Set<Name> = []

  mutating func add(_ file: SyntaxFile, _ index: FileIndex, _ names: NameTable) {
    var spaces: [ScopeID: Int32] = [0: number(adding: names[file[0].name])]
    for (position, scope) in index.scopes.enumerated().dropFirst() where scope.kind == .type {
      guard let outer = spaces[scope.parent] else { continue }
      let node = file[scope.node]
      if node.kind == .namespace {
        let text = NominalTypes.join(texts[Int(outer)], names[node.name])
        spaces[ScopeID(position)] = number(adding: text)
      } else if !node.name.isNone {
        let key = NominalTypes.Key(namespace: outer, name: node.name)
        if declaring[key]?.last != file.source.id { declaring[key, default: []].append(file.source.id) }
      }
    }
    guard file.source.language == .csharp else { return }
    for node in index.imports where file[node].flags.contains(.exported) {
      globalImports.append(names[file[node].name])
    }
    if file.source.bytes.contains(text: "DbSet<") { addSets(file, names) }
  }

  /// `DbSet<User> Users`.
  private mutating func addSets(_ file: SyntaxFile, _ names: NameTable) {
    for position in file.nodes.indices where file.nodes[position].kind == .index {
      guard let object = file.child(NodeID(position), .object), names[file[object].name] == "DbSet",
        let argument = file.child(NodeID(position), .index), !file[argument].name.isNone
      else { continue }
      stored.insert(file[argument].name)
    }
  }

  /// By number: whether a namespace, or one around it, bears the name of a type beside it.
  func ambiguous(_ names: NameTable) -> [Bool] {
    texts.map { text in
      var inner = text
      while !inner.isEmpty {
        let outer = NominalTypes.parent(inner)
        let last = outer.isEmpty ? inner : String(inner.utf8.dropFirst(outer.utf8.count + 1)) ?? ""
        if let number = numbers[outer], let name = names.lookup(last),
          declaring[NominalTypes.Key(namespace: number, name: name)] != nil
        {
          return true
        }
        inner = outer
      }
      return false
    }
  }

  private mutating func number(adding text: String) -> Int32 {
    if let known = numbers[text] { return known }
    let number = Int32(texts.count)
    numbers[text] = number
    texts.append(text)
    var outer = NominalTypes.parent(text)
    while !outer.isEmpty, numbers[outer] == nil {
      numbers[outer] = Int32(texts.count)
      texts.append(outer)
      outer = NominalTypes.parent(outer)
    }
    return number
  }
}
