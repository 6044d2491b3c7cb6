package import Source

/// What an expression is, as far as the code shows it without running it. Only what holds another value is kept behind a
/// reference: values are copied too often for each to be an object.
package enum Value: Hashable, Sendable {
  case unknown
  case null
  case bool(Bool)
  case number(Double)
  /// Text; each part that could not be seen is one `Value.hole`.
  case string(String)
  /// A file of the project, as a namespace.
  case module(FileID)
  /// A Python package without an `__init__`, or a Go package, as a namespace.
  case folder(String)
  /// Something of a library, by canonical qualified name: "fastapi.FastAPI", "express.Router".
  case external(String)
  /// A function of the project.
  case function(NodeRef)
  /// A class, interface or enum of the project.
  case type(NodeRef)
  /// An object of a class of the project; `site` is the call that made it, when seen.
  case instance(NodeRef, site: NodeRef?)
  /// An object of a library's type, or what a library's function answered; `site` is the call that made it.
  case object(String, site: NodeRef?)
  /// A member of a library's object: "fastapi.FastAPI.get", and the call that made the object.
  case member(String, of: NodeRef?)
  /// A method of a project's class, bound to its object.
  indirect case bound(NodeRef, to: Value)
  /// A list, tuple, set, dict or comprehension, by its node.
  case literal(NodeRef)
  /// Several values side by side that no literal holds: an entry of a table, as key and value.
  case row([Value])
  /// A table that code fills from another collection: its entries by key, in order.
  case table([TableEntry])
  /// A parameter that nothing tells more about.
  case parameter(NodeRef)
  /// One of several.
  case union([Value])

  /// Stands for a part of a text that could not be seen (U+FFFC).
  package static let hole: Character = "\u{FFFC}"

  package var isUnknown: Bool { self == .unknown }

  /// The text, when it is one; may contain holes.
  package var text: String? {
    switch self {
    case .string(let text): text
    case .union(let values): values.lazy.compactMap(\.text).first
    default: nil
    }
  }

  /// The text, when all of it was seen.
  package var constantText: String? { text.flatMap { $0.contains(Self.hole) ? nil : $0 } }

  /// Its alternatives; itself when there is one.
  package var alternatives: [Value] {
    if case .union(let values) = self { return values }
    return [self]
  }

  private var isUnion: Bool {
    if case .union = self { return true }
    return false
  }

  /// The name under which a library's facts know it: of a symbol, an object's type or a member.
  package var externalName: String? {
    switch self {
    case .external(let name), .object(let name, _), .member(let name, _): name
    case .union(let values): values.lazy.compactMap(\.externalName).first
    default: nil
    }
  }

  /// The call that made the object, when seen.
  package var site: NodeRef? {
    switch self {
    case .instance(_, let site), .object(_, let site), .member(_, let site): site
    case .bound(_, let receiver): receiver.site
    default: nil
    }
  }

  /// One value for several; unknown ones are dropped, equal ones merged, at most eight kept.
  package static func merge(_ values: [Value]) -> Value {
    if values.isEmpty { return .unknown }
    if values.count == 1, !values[0].isUnion { return values[0] }
    var distinct: [Value] = []
    func add(_ value: Value) {
      if distinct.count < 8, value != .unknown, !distinct.contains(value) { distinct.append(value) }
    }
    for value in values {
      if case .union(let alternatives) = value {
        for alternative in alternatives { add(alternative) }
      } else {
        add(value)
      }
    }
    switch distinct.count {
    case 0: return .unknown
    case 1: return distinct[0]
    default: return .union(distinct)
    }
  }
}

/// An entry of a table that no literal holds.
package struct TableEntry: Hashable, Sendable {
  package let key: String
  package let value: Value

  package init(key: String, value: Value) {
    self.key = key
    self.value = value
  }
}

/// An expression with what is known around it; frames are the same when they are one object.
struct FrameQuestion: Hashable {
  let frame: Frame
  let ref: NodeRef

  static func == (left: FrameQuestion, right: FrameQuestion) -> Bool {
    left.frame === right.frame && left.ref == right.ref
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(frame))
    hasher.combine(ref)
  }

  func _rawHashValue(seed: Int) -> Int { ref._rawHashValue(seed: seed ^ Int(bitPattern: ObjectIdentifier(frame))) }
}

/// What is known on the way into a function: its parameters for one call, the element of an unrolled loop.
package final class Frame: Hashable, Sendable {
  package let bindings: [NodeRef: Value]
  package let parent: Frame?

  package init(bindings: [NodeRef: Value], parent: Frame?) {
    self.bindings = bindings
    self.parent = parent
  }

  package func value(of binding: NodeRef) -> Value? { bindings[binding] ?? parent?.value(of: binding) }

  package static func == (left: Frame, right: Frame) -> Bool {
    left === right || left.bindings == right.bindings && left.parent == right.parent
  }

  package func hash(into hasher: inout Hasher) {
    var mixed = 0
    // By place, whatever the order; values are told apart when they are compared.
    for (binding, value) in bindings { mixed ^= binding._rawHashValue(seed: value.tag) }
    hasher.combine(mixed)
  }
}

extension Value {
  /// A number that is equal for equal values, and cheap.
  fileprivate var tag: Int {
    switch self {
    case .external(let name): name.utf8.count
    case .object(let name, let site), .member(let name, let site): name.utf8.count ^ (site?._rawHashValue(seed: 5) ?? 0)
    case .string(let text): text.utf8.count &* 31
    case .function(let ref), .type(let ref), .literal(let ref), .parameter(let ref): ref._rawHashValue(seed: 1)
    case .instance(let type, let site): type._rawHashValue(seed: 2) ^ (site?._rawHashValue(seed: 3) ?? 0)
    case .bound(let function, let owner): function._rawHashValue(seed: 4) ^ owner.tag
    default: 0
    }
  }
}
