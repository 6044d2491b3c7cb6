package import Model
package import Source
package import Syntax

/// Finds secrets among the literals of one file: by the format of a provider, or by the name that holds them and how
/// random they look. Values never leave this type.
package struct SecretScanner {
  private let file: SyntaxFile
  private let names: NameTable

  package init(_ file: SyntaxFile, names: NameTable) {
    self.file = file
    self.names = names
  }

  /// The secrets with the range of each literal, in order.
  package func scan() -> [(range: ByteRange, secret: HardcodedSecret)] {
    let nowhere = Location(file: file.source.path, line: 1)
    var found: [(range: ByteRange, secret: HardcodedSecret)] = []
    for index in file.nodes.indices where file.nodes[index].kind == .string {
      let node = NodeID(index)
      guard let content = file.stringContent(node), content.end - content.start >= 12,
        content.end - content.start <= 4_000
      else { continue }
      let value = file.source.text(content)
      if let kind = SecretText.provider(of: value) {
        let name = holder(of: node) ?? ""
        found.append(
          (file[node].range, HardcodedSecret(location: nowhere, kind: kind, name: name, isProviderFormat: true)))
      } else if SecretText.looksRandom(value), let name = holder(of: node), let kind = SecretText.kind(ofName: name) {
        found.append(
          (file[node].range, HardcodedSecret(location: nowhere, kind: kind, name: name, isProviderFormat: false)))
      }
    }
    return found
  }

  /// Calls that keep the literal that they are given as a value or a default.
  private static let keepers: Set<String> = [
    "SecretStr", "Field", "config", "env", "getenv", "get", "str", "Secret", "default", "Buffer", "from", "encode",
    "bytes",
  ]

  /// The variable, key, argument or parameter that gets a literal.
  private func holder(of literal: NodeID) -> String? {
    var node = literal
    for _ in 0..<5 {
      let parent = file[node].parent
      switch file[parent].kind {
      case .assignment:
        guard file[node].role == .value, let target = file.child(parent, .target) else { return nil }
        return text(target)
      case .field, .parameter: return file[node].role == .value ? text(parent) : nil
      case .pair:
        guard file[node].role == .value, let key = file.child(parent, .key) else { return nil }
        return file.stringValue(key) ?? text(key)
      case .keywordArgument:
        if text(parent) != "default" { return text(parent) }
      case .logical, .conditional, .cast: break
      case .call:
        guard file[node].role == .argument, let callee = file.child(parent, .callee),
          Self.keepers.contains(text(callee) ?? "")
        else { return nil }
      case .member: break
      default: return nil
      }
      node = parent
    }
    return nil
  }

  private func text(_ node: NodeID) -> String? {
    if let literal = file.stringValue(node) { return literal }
    let name = file[node].name
    if file[node].kind == .index, let key = file.child(node, .index) { return file.stringValue(key) }
    return name.isNone ? nil : names[name]
  }
}
