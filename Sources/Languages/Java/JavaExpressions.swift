internal import CTreeSitter
internal import Source
internal import Syntax

extension JavaWalker {
  /// `f(x)`, `a.f(x)`, `a.<T>f(x)`, `A.super.f(x)`.
  mutating func invocation(_ index: Int, _ role: SyntaxRole) {
    open(.call, role, index)
    if let object = child(index, .object), let name = child(index, .name) {
      member(of: object, named: name, .callee, from: index)
    } else if let name = child(index, .name) {
      lower(name, .callee)
    }
    for child in children(index) {
      switch field(child) {
      case .object, .name: break
      case .arguments: arguments(child)
      case .typeArguments: break
      default: if symbol(child) != .super { lower(child, .none) }
      }
    }
    close()
  }

  /// `A.super` between object and name is a member, too. Type arguments that stand before the name are within the
  /// callee's range, so they are told there: nobody reads them.
  private mutating func member(of object: Int, named name: Int, _ role: SyntaxRole, from index: Int) {
    let end = tree.nodes[name].end
    let start = tree.nodes[object].start
    builder.pointee.open(.member, role, start: start, end: max(end, start), name: intern(name))
    if let inner = child(index, of: .super), inner != object {
      builder.pointee.open(.member, .object, start: start, end: tree.nodes[inner].end, name: intern(inner))
      lower(object, .object)
      close()
    } else {
      lower(object, .object)
    }
    close()
  }

  mutating func arguments(_ index: Int) {
    for argument in children(index) { lower(argument, .argument) }
  }

  mutating func fieldAccess(_ index: Int, _ role: SyntaxRole) {
    guard let object = child(index, .object), let name = child(index, .field) else { return unknown(index, role) }
    member(of: object, named: name, role, from: index)
  }

  /// `T.class`.
  mutating func classLiteral(_ index: Int, _ role: SyntaxRole) {
    open(.member, role, index, name: constant("class"))
    for child in children(index) { lower(child, .object) }
    close()
  }

  /// `a::b` is the member b with a flag, `T::new` the member `new`.
  mutating func methodReference(_ index: Int, _ role: SyntaxRole) {
    let id = open(.member, role, index, flags: .methodReference)
    var hasObject = false
    for child in children(index) {
      let isName = hasObject && symbol(child) == .identifier || symbol(child) == .newToken
      if isName {
        let name = intern(child)
        builder.pointee.update(id) { $0.name = name }
      } else if symbol(child) != .typeArguments {
        lower(child, hasObject ? .none : .object)
        hasObject = true
      }
    }
    close()
  }

  /// `new T<A>(x) {…}`, `outer.new T()`.
  mutating func creation(_ index: Int, _ role: SyntaxRole) {
    open(.call, role, index, flags: .isNew)
    let type = child(index, .type)
    for child in children(index) {
      switch field(child) {
      case .type: createdType(child, within: index)
      case .typeArguments: break
      case .arguments: arguments(child)
      default:
        if symbol(child) == .classBody {
          anonymousClass(child, of: type)
        } else if symbol(child) == .error, type.map({ $0 < child }) ?? true {
          lower(child, .none)
        }
      }
    }
    close()
  }

  /// The callee, and the type's arguments beside it.
  private mutating func createdType(_ type: Int, within index: Int) {
    var outer: Int?
    for child in children(index) where field(child) == .none {
      switch symbol(child) {
      case .newToken: break
      case .annotation, .markerAnnotation, .error, .classBody, .operatorToken: continue
      default: outer = child
      }
      break
    }
    let isGeneric = symbol(type) == .genericType
    let plain = isGeneric ? firstOperand(type) ?? type : type
    if let outer {
      builder.pointee.open(
        .member, .callee, start: tree.nodes[outer].start, end: tree.nodes[plain].end, name: intern(plain))
      lower(outer, .object)
      close()
    } else {
      lower(plain, .callee)
    }
    guard isGeneric, let arguments = child(type, of: .typeArguments) else { return }
    for argument in children(arguments) { lower(argument, .typeArgument) }
  }

  /// `new T[n]` is a call of the array type, `new T[] {…}` a list.
  mutating func arrayCreation(_ index: Int, _ role: SyntaxRole) {
    if let values = child(index, .value) { return sequence(.list, values, role) }
    open(.call, role, index, flags: .isNew)
    if let type = child(index, .type) {
      openArray(type, .callee)
      lower(type, .index)
      close()
    }
    for child in children(index) where symbol(child) == .dimensionExpression {
      for length in children(child) where symbol(length) != .annotation && symbol(length) != .markerAnnotation {
        lower(length, .argument)
      }
    }
    close()
  }

  mutating func explicitConstructor(_ index: Int, _ role: SyntaxRole) {
    open(.call, role, index)
    for child in children(index) {
      switch field(child) {
      case .constructor: lower(child, .callee)
      case .arguments: arguments(child)
      case .typeArguments: break
      default: if symbol(child) == .error { lower(child, .none) }
      }
    }
    close()
  }

  // MARK: Operators

  mutating func arrayAccess(_ index: Int, _ role: SyntaxRole) {
    node(.index, index, role) { $0 == .array ? .object : $0 == .index ? .index : .none }
  }

  /// `a = b`, `a += b`.
  mutating func assignment(_ index: Int, _ role: SyntaxRole) {
    if let token = child(index, .operator), tree.text(token).count > 1 { return augmented(index, role, token) }
    node(.assignment, index, role) { $0 == .left ? .target : $0 == .right ? .value : .none }
  }

  /// `(T) x`; several types of an intersection are a `type`.
  mutating func cast(_ index: Int, _ role: SyntaxRole) {
    open(.cast, role, index)
    let types = children(index).filter { field($0) == .type && symbol($0) != .operatorToken }
    if types.count > 1, let first = types.first, let last = types.last {
      builder.pointee.open(.type, .type, start: tree.nodes[first].start, end: tree.nodes[last].end)
      for type in types { lower(type, .element) }
      close()
    } else if let type = types.first {
      lower(type, .type)
    }
    for child in children(index) where field(child) != .type && child > types.last ?? 0 {
      lower(child, field(child) == .value ? .value : .none)
    }
    close()
  }

  /// `i++`, `--i`.
  mutating func update(_ index: Int, _ role: SyntaxRole) {
    let token = child(index, of: .operatorToken)
    let isMinus = token.map { isText($0, "--") } ?? false
    step(index, nil, role, isMinus ? constant("-") : constant("+"))
  }

  // MARK: Strings

  /// `"…"` or a text block; with expressions in it a template.
  mutating func string(_ index: Int, _ role: SyntaxRole) {
    let text = tree.text(index)
    let isBlock = text.count >= 6 && text[0] == text[1] && text[1] == text[2]
    guard tree.end(index) > index + 1 else {
      return plainString(index, role, isBlock ? 3 : 1, isBlock ? .textBlock : [])
    }
    open(.template, role, index)
    for child in children(index) {
      if symbol(child) == .interpolation {
        for expression in children(child) { lower(expression, .element) }
      } else {
        lower(child, .none)
      }
    }
    close()
  }

  func plainString(_ index: Int, _ role: SyntaxRole, _ quote: Int, _ flags: SyntaxFlags = []) {
    let node = tree.nodes[index]
    let isWhole = Int(node.end) >= Int(node.start) + 2 * quote
    let trim = StringTrim(prefix: isWhole ? quote : 0, suffix: isWhole ? quote : 0)
    leaf(.string, role, index, name: trim.name, flags: flags)
  }
}
