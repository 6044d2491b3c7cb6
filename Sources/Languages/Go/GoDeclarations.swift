internal import CTreeSitter
internal import Source
internal import Syntax

extension GoWalker {
  /// `import ( "fmt"; r "math/rand"; _ "x"; . "y" )`: a declaration for each module.
  mutating func imports(_ index: Int, _ role: SyntaxRole) {
    for child in children(index) {
      switch symbol(child) {
      case .importSpecList: imports(child, role)
      case .importSpec: importSpec(child, role)
      default: lower(child, role)
      }
    }
  }

  private mutating func importSpec(_ index: Int, _ role: SyntaxRole) {
    guard let path = child(index, .path) else { return unknown(index, role) }
    let node = tree.nodes[path]
    guard node.end >= node.start + 2 else { return unknown(index, role) }
    let module = tree.slice(node.start + 1, node.end - 1)
    open(.importDeclaration, role, index, name: names.pointee.intern(module))
    let alias = child(index, .name)
    switch alias.map({ symbol($0) }) {
    case .blankIdentifier: break
    case .dot: binding(index, .none, path, [])
    case .some: binding(index, alias.map { intern($0) } ?? .none, path, .namespace)
    case nil:
      binding(index, names.pointee.intern(GoPackageName.bytes(ofImport: module)), path, .namespace)
      // `api/v2` is the second version of a package or a package of that name: only the folder could tell.
      if let version = GoPackageName.version(ofImport: module) {
        binding(index, names.pointee.intern(version), path, .namespace)
      }
    }
    close()
  }

  private mutating func binding(_ index: Int, _ local: Name, _ path: Int, _ flags: SyntaxFlags) {
    open(.importBinding, .item, index, name: local, flags: flags)
    leaf(.name, .value, path, name: constant("*"))
    close()
  }

  // MARK: Functions

  /// A function, a method with its receiver as the first parameter, or a function literal.
  mutating func function(_ index: Int, _ role: SyntaxRole) {
    let isMethod = symbol(index) == .methodDeclaration
    let id = open(
      .function, role, index, flags: symbol(index) == .functionLiteral ? .lambda : isMethod ? .method : [])
    for child in children(index) {
      switch field(child) {
      case .name:
        let name = intern(child)
        builder.pointee.update(id) { $0.name = name }
      case .typeParameters: break
      case .receiver: parameters(child, .receiver)
      case .parameters: parameters(child, [])
      case .result: result(child)
      case .body: block(child, .body)
      default: lower(child, .none)
      }
    }
    close()
  }

  /// One type, or a tuple of the types of several results.
  mutating func result(_ index: Int) {
    guard symbol(index) == .parameters else { return lower(index, .type) }
    open(.tuple, .type, index)
    for child in children(index) {
      guard symbol(child) == .parameter || symbol(child) == .variadicParameter, let type = self.child(child, .type)
      else {
        lower(child, .none)
        continue
      }
      var isFirst = true
      for name in children(child) where field(name) == .name {
        let first = isFirst
        // Each named result is one, although they share their type.
        if first { lower(type, .element) } else { copy(type, .element) }
        isFirst = false
      }
      if isFirst { lower(type, .element) }
    }
    close()
  }

  mutating func parameters(_ index: Int, _ flags: SyntaxFlags) {
    for child in children(index) {
      switch symbol(child) {
      case .parameter, .variadicParameter: parameter(child, flags)
      default: lower(child, .none)
      }
    }
  }

  /// `a, b T` is a parameter for each name.
  mutating func parameter(_ index: Int, _ flags: SyntaxFlags) {
    let flags = symbol(index) == .variadicParameter ? flags.union(.variadic) : flags
    let type = child(index, .type)
    let end = tree.nodes[index].end
    var isFirst = true
    for child in children(index) {
      switch field(child) {
      case .name:
        builder.pointee.open(
          .parameter, .parameter, start: tree.nodes[child].start, end: end, name: intern(child), flags: flags)
        if let type { isFirst ? lower(type, .type) : copy(type, .type) }
        close()
        isFirst = false
      case .type: break
      default: lower(child, .none)
      }
    }
    guard isFirst else { return }
    open(.parameter, .parameter, index, flags: flags)
    if let type { lower(type, .type) }
    close()
  }

  // MARK: Variables

  mutating func variables(_ index: Int, _ role: SyntaxRole) {
    for child in children(index) { lower(child, role) }
  }

  /// `var a, b T = x, y`: an assignment for each name, or one of a tuple where one call gives all values.
  mutating func variable(_ index: Int, _ role: SyntaxRole, _ flags: SyntaxFlags) {
    let targets = count(index, .name)
    guard targets > 1 else { return oneVariable(index, role, flags) }
    let type = child(index, .type)
    let values = child(index, .value)
    var given: [Int] = []
    if let values { given = children(values).map { $0 } }
    guard values == nil || given.count == targets else {
      open(.assignment, role, index, flags: flags)
      open(.tuple, .target, index)
      for child in children(index) where field(child) == .name { lower(child, .target) }
      close()
      if let type { lower(type, .type) }
      if let values { lower(values, .value) }
      return close()
    }
    variables(index, role, flags, type: type, given)
  }

  private mutating func variables(_ index: Int, _ role: SyntaxRole, _ flags: SyntaxFlags, type: Int?, _ given: [Int]) {
    var position = 0
    for child in children(index) where field(child) == .name && symbol(child) != .operatorToken {
      let end = position < given.count ? tree.nodes[given[position]].end : tree.nodes[index].end
      builder.pointee.open(.assignment, role, start: tree.nodes[child].start, end: end, flags: flags)
      lower(child, .target)
      if let type { position == 0 ? lower(type, .type) : copy(type, .type) }
      if position < given.count { lower(given[position], .value) }
      close()
      position += 1
    }
  }

  private mutating func oneVariable(_ index: Int, _ role: SyntaxRole, _ flags: SyntaxFlags) {
    open(.assignment, role, index, flags: flags)
    for child in children(index) {
      switch field(child) {
      case .name: lower(child, .target)
      case .type: lower(child, .type)
      case .value: lower(child, .value)
      default: lower(child, .none)
      }
    }
    close()
  }
}
