package import Source
package import Syntax

/// A node of some file of the program.
package struct NodeRef: Hashable, Sendable, Comparable {
  package let file: FileID
  package let node: NodeID

  package init(file: FileID, node: NodeID) {
    self.file = file
    self.node = node
  }

  package static func < (left: NodeRef, right: NodeRef) -> Bool {
    (left.file, left.node) < (right.file, right.node)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(packed) }

  /// Places are the keys of all that resolution remembers: two multiplications mix them well enough, at a fifth of the
  /// price of the standard hash.
  package func _rawHashValue(seed: Int) -> Int { packed.mixed(seed) }

  private var packed: UInt64 { UInt64(file.index) << 32 | UInt64(UInt32(bitPattern: node)) }
}

extension UInt64 {
  /// A hash of a number that tells things apart by itself.
  @inline(__always)
  func mixed(_ seed: Int) -> Int {
    var mixed = self ^ UInt64(truncatingIfNeeded: seed)
    mixed = (mixed ^ (mixed >> 32)) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: mixed ^ (mixed >> 32))
  }
}

/// The index of a scope in its file; 0 is the module's.
package typealias ScopeID = Int32

/// A region in which names are bound: a module, a function or a class (also interfaces, enums, namespaces).
package struct Scope: Sendable, BitwiseCopyable {
  package enum Kind: UInt8, Sendable, BitwiseCopyable { case module, function, type }

  package let kind: Kind
  package let node: NodeID
  package let parent: ScopeID
  /// The nearest enclosing type's scope, itself included; -1 when there is none.
  package let type: ScopeID
}

/// One binding of a name in a scope.
package struct Binding: Sendable, BitwiseCopyable {
  package enum Kind: UInt8, Sendable, BitwiseCopyable {
    case function, type, imported, parameter, assigned, looped, entered, caught
  }

  package let scope: ScopeID
  package let name: Name
  /// The declaration, or the `name` node that is the target.
  package let node: NodeID
  package let kind: Kind
}

/// `object.name = …`: an attribute bound by assignment.
package struct AttributeBinding: Sendable, BitwiseCopyable {
  /// The name of the object: `self`, `this`, `exports`, a class, …; for `module.exports.x` it is `exports`.
  package let object: Name
  package let name: Name
  /// The assignment.
  package let node: NodeID
  package let scope: ScopeID
}

/// A call and the last name of its callee.
package struct CallSite: Sendable, BitwiseCopyable {
  /// The called name or member; none when the callee is something else.
  package let name: Name
  package let node: NodeID
  package let scope: ScopeID
}

/// What one file declares: made in one pass over its nodes, kept as flat sorted arrays. Shared by reference: it is asked
/// for millions of times, and a copy of six arrays would be six counts of references.
package final class FileIndex: Sendable {
  package let scopes: [Scope]
  /// Sorted by scope, name, position.
  package let bindings: [Binding]
  package let attributes: [AttributeBinding]
  /// In order of position.
  package let calls: [CallSite]
  /// `export` nodes.
  package let exports: [NodeID]
  /// `importDeclaration` nodes.
  package let imports: [NodeID]

  init(
    scopes: [Scope], bindings: [Binding], attributes: [AttributeBinding], calls: [CallSite], exports: [NodeID],
    imports: [NodeID]
  ) {
    self.scopes = scopes
    self.bindings = bindings
    self.attributes = attributes
    self.calls = calls
    self.exports = exports
    self.imports = imports
  }

  /// The bindings of a name in a scope, in order of position.
  package func bindings(of name: Name, in scope: ScopeID) -> ArraySlice<Binding> {
    func key(_ binding: Binding) -> UInt64 { Self.key(binding.scope, binding.name) }
    let wanted = Self.key(scope, name)
    var low = 0
    var high = bindings.count
    while low < high {
      let middle = (low + high) / 2
      if key(bindings[middle]) < wanted { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < bindings.count, key(bindings[end]) == wanted { end += 1 }
    return bindings[low..<end]
  }

  /// The bindings of a scope, by name.
  package func bindings(in scope: ScopeID) -> ArraySlice<Binding> {
    var low = 0
    var high = bindings.count
    while low < high {
      let middle = (low + high) / 2
      if bindings[middle].scope < scope { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < bindings.count, bindings[end].scope == scope { end += 1 }
    return bindings[low..<end]
  }

  static func key(_ scope: ScopeID, _ name: Name) -> UInt64 { UInt64(UInt32(scope)) << 32 | UInt64(name.raw) }

  /// The scope that a declaration opens, by its node.
  package func scope(openedBy node: NodeID) -> ScopeID? {
    var low = 0
    var high = scopes.count
    while low < high {
      let middle = (low + high) / 2
      if scopes[middle].node < node { low = middle + 1 } else { high = middle }
    }
    return low < scopes.count && scopes[low].node == node ? ScopeID(low) : nil
  }

  /// The scope in which a node's names are looked up. Decorators, defaults, types and bases belong to the scope
  /// outside of what they are attached to.
  package func scope(of node: NodeID, in file: SyntaxFile) -> ScopeID {
    var low = 0
    var high = scopes.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if scopes[middle].node <= node { low = middle } else { high = middle }
    }
    var scope = ScopeID(low)
    while scope > 0 {
      let owner = scopes[Int(scope)].node
      if node < file[owner].next, isInside(node, owner: owner, in: file) { return scope }
      scope = scopes[Int(scope)].parent
    }
    return 0
  }

  private func isInside(_ node: NodeID, owner: NodeID, in file: SyntaxFile) -> Bool {
    if node == owner { return false }
    for child in file.children(owner) where node < file[child].next {
      switch file[child].role {
      case .body: return true
      case .parameter:
        if node == child { return true }
        for part in file.children(child) where node < file[part].next { return file[part].role == .target }
        return true
      default: return false
      }
    }
    return false
  }

  /// Whether what a scope binds is seen by its bare name in a scope inside it: members of a class are not, where they need
  /// `self` or `this` before them.
  package func isVisible(_ scope: ScopeID, from own: ScopeID, in file: SyntaxFile) -> Bool {
    let outer = scopes[Int(scope)]
    guard outer.kind == .type, scope != own else { return true }
    switch file.source.language {
    case .python, .go: return false
    case .javascript, .typescript, .tsx: return file[outer.node].kind == .namespace
    default: return true
    }
  }

  /// The node that opens the function around a node; 0 (the module) when there is none.
  package func function(around node: NodeID, in file: SyntaxFile) -> NodeID {
    var scope = scope(of: node, in: file)
    while scope > 0, scopes[Int(scope)].kind != .function { scope = scopes[Int(scope)].parent }
    return scopes[Int(scope)].node
  }
}
