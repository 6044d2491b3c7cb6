internal import Source
internal import Syntax

/// What an evaluator remembers of Java and C#.
struct NominalMemo {
  var types: [NominalNameQuestion: Value] = [:]
  var contexts: [NominalScope: NominalContext] = [:]
  var imports: [NodeRef: Value] = [:]
  var nested: [NominalMemberQuestion: NodeRef?] = [:]
  var declarations: [NominalMemberQuestion: [NodeRef]] = [:]
  var canonical: [NodeRef: NodeRef] = [:]
  var parts: [NodeRef: [NodeRef]] = [:]
  var lineages: [NodeRef: [NodeRef]] = [:]
  var bases: [NodeRef: [Value]] = [:]
  var typed: [NodeRef: Bool] = [:]
  var elements: [NodeRef: Value] = [:]
  var concretes: [NodeRef: [NodeRef]] = [:]
  var dispatched: [NominalCallQuestion: NodeRef?] = [:]
  var provided: [String: Value] = [:]
  var registered: [NodeRef: [NodeRef]]?
  /// How deep fields and providers are nested: each may lead to others.
  var depth = 0
}

/// A place of a file outside of all types: its top level, or a namespace in it.
struct NominalScope: Hashable, Sendable {
  let file: FileID
  let scope: ScopeID
}

/// A name at such a place.
struct NominalNameQuestion: Hashable {
  let place: NominalScope
  let name: Name
}

/// A member of a type.
struct NominalMemberQuestion: Hashable {
  let type: NodeRef
  let name: Name
}

/// A method called on an object of a type.
struct NominalCallQuestion: Hashable {
  let method: NodeRef
  let type: NodeRef
}

/// What a file sees without naming it. Shared by reference, among evaluators as well.
final class NominalContext: Sendable {
  /// The namespaces around, innermost first, as far as the project declares types in them.
  let spaces: [Int32]
  let texts: [String]
  let stars: [Star]

  /// One import of everything.
  struct Star: Sendable {
    let text: String
    /// When it is a namespace of the project.
    let number: Int32?
    /// When it is a type of the project.
    let type: NodeRef?
  }

  init(spaces: [Int32], texts: [String], stars: [Star]) {
    self.spaces = spaces
    self.texts = texts
    self.stars = stars
  }
}
