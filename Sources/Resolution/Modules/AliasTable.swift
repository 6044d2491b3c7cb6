package import Source
package import Syntax

/// Under which other names a project's files import things: callers are looked up by name, and a name may change on
/// the way in.
package struct AliasTable: Sendable {
  private var aliases: [Name: [Name]] = [:]
  /// Local names of default imports, by the last part of the module's specifier without its extension.
  private var defaults: [String: [Name]] = [:]
  /// The last parts of all specifiers that something is imported from.
  private var stems: Set<String> = []

  package init(files: [SyntaxFile?], indexes: [FileIndex?], names: NameTable) {
    let standard = names.lookup("default")
    let require = names.lookup("require")
    var seen: Set<Name> = []
    for (file, index) in zip(files, indexes) {
      guard let file, let index else { continue }
      for node in index.imports + index.exports where !file[node].name.isNone {
        if seen.insert(file[node].name).inserted { stems.insert(Self.stem(names[file[node].name])) }
      }
      for call in index.calls where call.name == require {
        if let given = file.child(call.node, .argument), let text = file.stringValue(given) {
          stems.insert(Self.stem(text))
          if let name = Self.holder(of: call.node, file, names) {
            Self.add(name, to: &defaults[Self.stem(text), default: []])
          }
        }
      }
      for binding in index.bindings where binding.kind == .imported {
        guard let value = file.child(binding.node, .value) else { continue }
        let original = file[value].name
        if original == standard {
          let module = names[file[file[binding.node].parent].name]
          Self.add(binding.name, to: &defaults[Self.stem(module), default: []])
        } else if original != binding.name, !original.isNone {
          Self.add(binding.name, to: &aliases[original, default: []])
        }
      }
    }
  }

  /// What the whole of a module is kept as: `const x = require(…)`, `routes.x = require(…)`, `{ x: require(…) }`.
  private static func holder(of call: NodeID, _ file: SyntaxFile, _ names: NameTable) -> Name? {
    let parent = file[call].parent
    guard file[call].role == .value else { return nil }
    switch file[parent].kind {
    case .assignment:
      guard let target = file.child(parent, .target), [.name, .member].contains(file[target].kind) else { return nil }
      return file[target].name
    case .pair: return file.child(parent, .key).flatMap { file.stringValue($0) }.flatMap { names.lookup($0) }
    default: return nil
    }
  }

  /// The other names under which something of this name is imported, in the order of their first use.
  package func names(for original: Name) -> [Name] { aliases[original] ?? [] }

  /// The names under which a module's default export is imported.
  package func defaults(ofModule stem: String) -> [Name] { defaults[stem] ?? [] }

  /// Whether anything may import a file of ECMAScript: some specifier ends like it, or like its folder.
  package func mayImport(_ path: String) -> Bool {
    let stem = Self.stem(path)
    guard stem == "index" else { return stems.contains(stem) }
    let folder = path.split(separator: "/").dropLast().last.map(String.init) ?? ""
    return stems.contains(folder) || stems.contains("") || stems.contains(stem)
  }

  func describe(into digest: inout Digest) {
    for (original, others) in aliases.sorted(by: { $0.key.raw < $1.key.raw }) {
      digest.add(UInt64(original.raw))
      for other in others { digest.add(UInt64(other.raw) | 1 << 32) }
    }
    for (module, locals) in defaults.sorted(by: { $0.key < $1.key }) {
      digest.add(module)
      for local in locals { digest.add(UInt64(local.raw)) }
    }
    for stem in stems.sorted() { digest.add(stem) }
  }

  /// Bounded: a name like `get` has as many aliases as there are files.
  private static func add(_ name: Name, to list: inout [Name]) {
    if list.count < 64, !list.contains(name) { list.append(name) }
  }

  /// "./routes/user.js" → "user".
  package static func stem(_ module: String) -> String {
    let last = module.split(separator: "/").last.map(String.init) ?? module
    return last.split(separator: ".").first.map(String.init) ?? ""
  }
}
