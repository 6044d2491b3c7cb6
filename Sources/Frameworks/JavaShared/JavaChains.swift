internal import Resolution
internal import Source
internal import Syntax

/// One call of a fluent chain.
struct JavaCall {
  let name: String
  let ref: NodeRef
  let arguments: [NodeRef]
}

/// `a.b(x).c(y)`: what it begins with, and the calls in the order in which they happen.
struct JavaChain {
  /// `nil` when the first call has no object.
  let root: NodeRef?
  let calls: [JavaCall]
}

extension JavaProject {
  /// What a name is given first in the innermost block around it that gives it something before it.
  func assigned(before ref: NodeRef) -> NodeRef? {
    guard let file = file(ref) else { return nil }
    let name = text(file[ref.node].name)
    var node = ref.node
    while node != 0 {
      let parent = file[node].parent
      for sibling in file.children(parent) where sibling < ref.node && file[sibling].kind == .assignment {
        guard let target = file.child(sibling, .target), text(file[target].name) == name,
          let value = file.child(sibling, .value)
        else { continue }
        return NodeRef(file: ref.file, node: value)
      }
      node = parent
    }
    return nil
  }

  func chain(_ ref: NodeRef) -> JavaChain {
    var calls: [JavaCall] = []
    var current = ref
    for _ in 0..<400 {
      guard let file = file(current), file[current.node].kind == .call, !file[current.node].flags.contains(.isNew),
        let callee = file.child(current.node, .callee)
      else { return JavaChain(root: current, calls: calls.reversed()) }
      calls.append(JavaCall(name: text(file[callee].name), ref: current, arguments: arguments(of: current)))
      guard file[callee].kind == .member, let object = file.child(callee, .object) else {
        return JavaChain(root: nil, calls: calls.reversed())
      }
      current = NodeRef(file: ref.file, node: object)
    }
    return JavaChain(root: nil, calls: calls.reversed())
  }

  func arguments(of call: NodeRef) -> [NodeRef] {
    guard let file = file(call) else { return [] }
    return file.children(call.node, .argument).map { NodeRef(file: call.file, node: $0) }
  }

  /// The name of a parameter of a lambda, by position.
  func parameter(_ position: Int, of lambda: NodeRef) -> String? {
    guard let file = file(lambda), file[lambda.node].kind == .function else { return nil }
    let parameters = file.children(lambda.node, .parameter)
    return parameters.indices.contains(position) ? text(file[parameters[position]].name) : nil
  }

  /// The statements of a function's or a lambda's body, a lone expression among them.
  func statements(of function: NodeRef) -> [NodeRef] {
    guard let file = file(function), let body = file.child(function.node, .body) else { return [] }
    return file.children(body, .statement).map { NodeRef(file: function.file, node: $0) }
  }

  /// The function that an argument is: a lambda, `this::m`, `bean::m`, or a variable's lambda.
  func function(_ ref: NodeRef) -> NodeRef? {
    guard let file = file(ref) else { return nil }
    switch file[ref.node].kind {
    case .function: return ref
    case .member where file[ref.node].flags.contains(.methodReference):
      guard let object = file.child(ref.node, .object) else { return nil }
      let place = NodeRef(file: ref.file, node: object)
      let name = text(file[ref.node].name)
      guard let type = objectType(place) else { return nil }
      return method(name, of: type)
    default: return nil
    }
  }

  /// The project's type of a plain object: `this`, a variable, a field, a class by its name, or `new T()`.
  func objectType(_ ref: NodeRef) -> JavaType? {
    guard let file = file(ref) else { return nil }
    switch file[ref.node].kind {
    case .name:
      let name = text(file[ref.node].name)
      if name == "this" || name == "super" { return type(around: ref) }
      if let declared = declaredType(of: name, at: ref) { return type(of: declared) }
      return type(of: ref)
    case .member:
      guard let object = file.child(ref.node, .object) else { return nil }
      let name = text(file[ref.node].name)
      if let owner = objectType(NodeRef(file: ref.file, node: object)), let field = field(name, of: owner),
        let other = self.file(field), let declared = other.child(field.node, .type)
      {
        return type(of: NodeRef(file: field.file, node: declared))
      }
      return type(of: ref)
    case .call:
      guard let callee = file.child(ref.node, .callee) else { return nil }
      if file[ref.node].flags.contains(.isNew) { return type(of: NodeRef(file: ref.file, node: callee)) }
      // What a method of the project answers with.
      let owner =
        file[callee].kind == .member
        ? file.child(callee, .object).flatMap { objectType(NodeRef(file: ref.file, node: $0)) } : type(around: ref)
      guard let owner, let method = method(text(file[callee].name), of: owner), let other = self.file(method),
        let answer = other.child(method.node, .type)
      else { return nil }
      return type(of: NodeRef(file: method.file, node: answer))
    default: return nil
    }
  }
}
