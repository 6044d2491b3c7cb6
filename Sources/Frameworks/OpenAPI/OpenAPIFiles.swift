package import Formats
package import Source

/// The documents of a tree, each parsed when a reference first asks for it. Bounded, so that documents that point to
/// one another without end cost little.
package final class OpenAPIFiles {
  private let tree: SourceTree
  private let indices: OpenAPIPaths
  private var parsed: [String: ConfigNode?] = [:]
  private var parsedBytes = 0
  /// What the document that is being read has asked for.
  private var asked: Set<String> = []
  private var bytesLeft = limit
  /// Bytes that one document may bring together, and that are kept from one to the next.
  private static let limit = 16 << 20
  /// A reference that leads to a reference, and so on.
  private static let hops = 8

  /// Keys that are passed over in JSON, where generated documents spend most of their bytes.
  private let leftOut: Set<String>

  /// - Parameter leavingOut: keys whose values nobody will ask for.
  package init(_ tree: SourceTree, _ indices: OpenAPIPaths, leavingOut: Set<String> = []) {
    self.tree = tree
    self.indices = indices
    leftOut = leavingOut
  }

  /// The value of a document; `nil` when there is none, or too much was read already.
  package func root(_ path: String) -> ConfigNode? {
    guard let index = indices.index(of: path) else { return nil }
    let document = tree.documents[index]
    if !asked.contains(path) {
      guard document.bytes.count <= bytesLeft else { return nil }
      asked.insert(path)
      bytesLeft -= document.bytes.count
    }
    if let known = parsed[path] { return known }
    let root =
      document.path.hasSuffix(".json")
      ? JSON.parse(document.bytes, file: document.path, leavingOut: leftOut).root : ConfigDocument.parse(document)?.root
    parsed[path] = .some(root)
    parsedBytes += document.bytes.count
    return root
  }

  /// Before another document is read: what it may bring together does not depend on those read before it.
  package func begin() {
    asked = []
    bytesLeft = Self.limit
    guard parsedBytes > Self.limit else { return }
    parsed = [:]
    parsedBytes = 0
  }

  /// What a value means: itself, or what its `$ref` points to, in this file or another.
  package func resolved(_ value: OpenAPIValue) -> OpenAPIValue? {
    var value = value
    for _ in 0..<Self.hops {
      guard let reference = value.node["$ref"]?.string else { return value }
      guard let next = target(of: reference, from: value.file) else { return nil }
      value = next
    }
    return nil
  }

  private func target(of reference: String, from file: String) -> OpenAPIValue? {
    guard !reference.contains("://") else { return nil }
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let other = parts[0].isEmpty ? file : Self.path(String(parts[0]), from: file)
    guard let other, var node = root(other) else { return nil }
    for part in (parts.count > 1 ? parts[1] : "").split(separator: "/") {
      guard let next = node[Self.unescaped(part)] else { return nil }
      node = next
    }
    return OpenAPIValue(node: node, file: other)
  }

  /// A relative path as seen from a file; `nil` when it leads out of the project.
  static func path(_ relative: String, from file: String) -> String? {
    guard !relative.hasPrefix("/") else { return nil }
    var folders = file.split(separator: "/").dropLast().map(String.init)
    for part in relative.split(separator: "/") where part != "." {
      if part == ".." {
        guard folders.popLast() != nil else { return nil }
      } else {
        folders.append(String(part))
      }
    }
    return folders.joined(separator: "/")
  }

  /// `~1` is a slash and `~0` a tilde, in pointers; braces may be written as in URLs.
  private static func unescaped(_ part: Substring) -> String {
    guard part.contains("~") || part.contains("%") else { return String(part) }
    return String(part).replacing("~1", with: "/").replacing("~0", with: "~").replacing("%7B", with: "{")
      .replacing("%7D", with: "}").replacing("%7b", with: "{").replacing("%7d", with: "}")
  }
}

/// A value and the file that it stands in.
package struct OpenAPIValue: Sendable {
  package let node: ConfigNode
  package let file: String

  package init(node: ConfigNode, file: String) {
    self.node = node
    self.file = file
  }

  /// What stands below a key, in the same file.
  package subscript(key: String) -> OpenAPIValue? { node[key].map { OpenAPIValue(node: $0, file: file) } }
}

/// Where the documents of a tree are, by path.
package struct OpenAPIPaths: Sendable {
  private let indices: [String: Int]

  package init(_ tree: SourceTree) {
    indices = Dictionary(
      tree.documents.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func index(of path: String) -> Int? { indices[path] }
}
