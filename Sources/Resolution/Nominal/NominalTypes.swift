internal import Source
internal import Syntax

/// Which files of a project declare which types of Java and C#, by namespace and name. Made once, before any stage asks:
/// where in a file a type stands is looked up through the program, which notes it.
struct NominalTypes: Sendable {
  private struct Key: Hashable {
    let namespace: Int32
    let name: Name
  }

  /// Numbers of the namespaces, and of all that lie around one.
  private var numbers: [String: Int32] = [:]
  private var texts: [String] = []
  private var declaring: [Key: [FileID]] = [:]
  /// Namespaces that `global using` imports everywhere.
  private(set) var globalImports: [String] = []
  /// The names of the classes that contexts of EF Core have sets of.
  private(set) var stored: Set<Name> = []
  /// The types of libraries that facts know.
  let library: Set<String>

  init(_ files: [SyntaxFile?], _ indexes: [FileIndex?], _ names: NameTable, library: () -> Set<String>) {
    guard files.contains(where: { $0?.isNominal ?? false }) else {
      self.library = []
      return
    }
    self.library = library()
    for (position, index) in indexes.enumerated() {
      guard let index, let file = files[position], file.isNominal else { continue }
      add(file, index, names)
    }
    globalImports = Array(Set(globalImports)).sorted()
  }

  private mutating func add(_ file: SyntaxFile, _ index: FileIndex, _ names: NameTable) {
    var spaces: [ScopeID: Int32] = [0: number(adding: names[file[0].name])]
    for (position, scope) in index.scopes.enumerated().dropFirst() where scope.kind == .type {
      guard let outer = spaces[scope.parent] else { continue }
      let node = file[scope.node]
      if node.kind == .namespace {
        let text = Self.join(texts[Int(outer)], names[node.name])
        spaces[ScopeID(position)] = number(adding: text)
      } else if !node.name.isNone {
        let key = Key(namespace: outer, name: node.name)
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

  private mutating func number(adding text: String) -> Int32 {
    if let known = numbers[text] { return known }
    let number = Int32(texts.count)
    numbers[text] = number
    texts.append(text)
    var outer = Self.parent(text)
    while !outer.isEmpty, numbers[outer] == nil {
      numbers[outer] = Int32(texts.count)
      texts.append(outer)
      outer = Self.parent(outer)
    }
    return number
  }

  /// The number of a namespace that the project declares, or that lies around one.
  func number(of namespace: String) -> Int32? { numbers[namespace] }

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
