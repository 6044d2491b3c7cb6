internal import CTreeSitter
internal import Source
internal import Syntax

/// Methods, constructors, operators, local functions, lambdas, and their parameters.
extension CSharpWalker {
  mutating func function(_ index: Int, _ role: SyntaxRole) {
    var flags = modifiers(index)
    var name = child(index, .name).map { plainName($0) } ?? .none
    switch symbol(index) {
    case .localFunction: break
    case .constructor: flags.formUnion([.method, .constructor])
    case .destructor:
      flags.formUnion(.method)
      name = constant("Finalize")
    case .operatorDeclaration:
      flags.formUnion(.method)
      name = child(index, .operator).map { intern($0) } ?? constant("operator")
    case .conversion:
      flags.formUnion(.method)
      name = constant("operator")
    default: flags.formUnion(.method)
    }
    let id = open(.function, role, index, name: name, flags: flags)
    var initializer: Int?
    for child in children(index) {
      switch field(child) {
      case .name, .typeParameters, .operator: break
      case .returns, .type: lower(child, .type)
      case .parameters: parameters(child, [])
      case .body: functionBody(child, of: id, initializer)
      default:
        switch symbol(child) {
        case .attributeList, .preprocIfInAttributes: attributes(child)
        case .constructorInitializer: initializer = child
        default: if initializer == nil { lower(child, .none) }
        }
      }
    }
    close()
  }

  /// A body, which for a constructor begins with `base(…)` or `this(…)`.
  mutating func functionBody(_ index: Int, of function: NodeID, _ initializer: Int? = nil) {
    let outer = sawYield
    sawYield = false
    if symbol(index) == .block, initializer == nil {
      block(index, .body)
    } else {
      let start = tree.nodes[initializer ?? index].start
      builder.pointee.open(
        .block, .body, start: start, end: tree.nodes[index].end, flags: symbol(index) == .block ? [] : .synthetic)
      if let initializer { constructorCall(initializer) }
      if symbol(index) == .block { statements(index) } else { returned(index) }
      close()
    }
    if sawYield { builder.pointee.update(function) { $0.flags.insert(.generator) } }
    sawYield = outer
  }

  /// `=> e`.
  private mutating func returned(_ index: Int) {
    let value = symbol(index) == .arrow ? onlyChild(index) : index
    open(.returnStatement, .statement, value ?? index, flags: .synthetic)
    if let value { lower(value, .value) }
    close()
  }

  private mutating func constructorCall(_ index: Int) {
    open(.call, .statement, index)
    for child in children(index) {
      switch symbol(child) {
      case .this, .base: lower(child, .callee)
      case .argumentList: arguments(child)
      default: lower(child, .none)
      }
    }
    close()
  }

  /// `(x, y) => e`, `async x => {…}`, `[A] (T x) => e`, `delegate (T x) {…}`.
  mutating func lambda(_ index: Int, _ role: SyntaxRole) {
    let id = open(.function, role, index, flags: modifiers(index).union(.lambda))
    for child in children(index) {
      switch field(child) {
      case .type: lower(child, .type)
      case .parameters where symbol(child) == .parameterList: parameters(child, [])
      case .parameters: leaf(.parameter, .parameter, child, name: plainName(child))
      case .body: functionBody(child, of: id)
      default:
        switch symbol(child) {
        case .attributeList, .preprocIfInAttributes: attributes(child)
        case .block: functionBody(child, of: id)
        default: lower(child, .none)
        }
      }
    }
    close()
  }

  mutating func parameters(_ index: Int, _ flags: SyntaxFlags) {
    // What stands before the name of a `params` parameter, which has no node of its own.
    var before: [Int] = []
    for child in children(index) {
      switch (symbol(child), field(child)) {
      case (.parameter, _): parameter(child, flags)
      case (.attributeList, _), (_, .type): before.append(child)
      case (_, .name):
        collected(before, child, flags)
        before = []
      default: lower(child, .none)
      }
    }
    for child in before { lower(child, .none) }
  }

  /// `params T[] name`.
  private mutating func collected(_ before: [Int], _ name: Int, _ flags: SyntaxFlags) {
    builder.pointee.open(
      .parameter, .parameter, start: tree.nodes[before.first ?? name].start, end: tree.nodes[name].end,
      name: plainName(name), flags: flags.union(.variadic))
    for child in before {
      if symbol(child) == .attributeList { attributes(child) } else { lower(child, .type) }
    }
    close()
  }

  mutating func parameter(_ index: Int, _ flags: SyntaxFlags = []) {
    var flags = flags
    for child in children(index) {
      if symbol(child) == .modifier, isText(child, "this") { flags.insert(.receiver) }
      if symbol(child) == .nullableType { flags.insert(.optional) }
    }
    open(.parameter, .parameter, index, name: child(index, .name).map { plainName($0) } ?? .none, flags: flags)
    for child in children(index) {
      switch field(child) {
      case .name: break
      case .type where symbol(child) == .implicitType: break
      case .type: lower(child, .type)
      default:
        switch symbol(child) {
        case .attributeList, .preprocIfInAttributes: attributes(child)
        case .modifier, .error: lower(child, .none)
        default: lower(child, .value)
        }
      }
    }
    close()
  }
}
