internal import Source
internal import Syntax

/// Templates, objects and patterns.
extension ECMAScriptWalker {
  /// A template without substitutions is a string.
  func template(_ index: Int, _ role: SyntaxRole, flags: SyntaxFlags) {
    guard child(index, of: .templateSubstitution) != nil || hasError(index) else {
      return leaf(.string, role, index, name: StringTrim(prefix: 1, suffix: 1).name, flags: flags)
    }
    open(.template, role, index, flags: flags)
    var textStart = start(index) + 1
    for child in tree.children(index) where symbol(child) == .templateSubstitution || symbol(child) == .error {
      text(from: textStart, to: start(child), flags: flags)
      if symbol(child) == .error {
        stray(child)
      } else {
        for value in tree.children(child) where tree.isNamed(value) && !isExtra(value) { expression(value, .element) }
      }
      textStart = end(child)
    }
    text(from: textStart, to: max(textStart, end(index)) - 1, flags: flags)
    close()
  }

  private func text(from start: UInt32, to end: UInt32, flags: SyntaxFlags) {
    guard start < end else { return }
    builder.pointee.leaf(
      .string, .element, start: start, end: end, name: StringTrim(prefix: 0, suffix: 0).name, flags: flags)
  }

  func object(_ index: Int, _ role: SyntaxRole) {
    open(.dictionary, role, index)
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) { objectElement(child) }
    close()
  }

  func objectElement(_ index: Int) {
    switch symbol(index) {
    case .pair, .pairPattern: pair(index)
    case .shorthandPropertyIdentifier, .shorthandPropertyIdentifierPattern:
      open(.pair, .element, index, flags: .shorthand)
      plainKey(index)
      leaf(.name, .value, index, name: name(index))
      close()
    case .objectAssignmentPattern: shorthandWithDefault(index)
    case .methodDefinition: if hasRoom(index, .element) { function(index, .element, leading: index, flags: .method) }
    case .restPattern: wrapped(.spread, index, .element, child: .value)
    default: expression(index, .element)
    }
  }

  private func pair(_ index: Int) {
    guard hasRoom(index, .element) else { return }
    let isComputed = child(index, .key).map { symbol($0) == .computedPropertyName } ?? false
    open(.pair, .element, index, flags: isComputed ? .computed : [])
    let isPattern = symbol(index) == .pairPattern
    for child in tree.children(index) {
      switch field(child) {
      case .key: key(child)
      case .value: if isPattern { pattern(child, .value) } else { expression(child, .value) }
      default: stray(child)
      }
    }
    close()
  }

  private func key(_ index: Int) {
    switch symbol(index) {
    case .propertyIdentifier, .privatePropertyIdentifier: plainKey(index)
    case .computedPropertyName:
      for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) { expression(child, .key) }
    default: expression(index, .key)
    }
  }

  private func plainKey(_ index: Int) {
    leaf(.string, .key, index, name: StringTrim(prefix: 0, suffix: 0).name)
  }

  /// `{ a = 1 }` in a pattern: the value is an assignment to the name.
  private func shorthandWithDefault(_ index: Int) {
    open(.pair, .element, index, flags: .shorthand)
    if let left = child(index, .left) { plainKey(left) }
    defaulted(index, .value)
    close()
  }

  // Patterns

  /// What an assignment, a loop or a parameter binds.
  func pattern(_ index: Int, _ role: SyntaxRole) {
    guard hasRoom(index, role) else { return }
    switch symbol(index) {
    case .objectPattern: object(index, role)
    case .arrayPattern: arrayPattern(index, role)
    case .assignmentPattern: defaulted(index, role)
    case .restPattern: wrapped(.spread, index, role, child: .value)
    default: expression(index, role)
    }
  }

  private func defaulted(_ index: Int, _ role: SyntaxRole) {
    open(.assignment, role, index)
    for child in tree.children(index) {
      switch field(child) {
      case .left: pattern(child, .target)
      case .right: expression(child, .value)
      default: stray(child)
      }
    }
    close()
  }

  /// `[, b]`: a hole is a name without a name, so that positions hold.
  private func arrayPattern(_ index: Int, _ role: SyntaxRole) {
    open(.tuple, role, index)
    var position = start(index) + 1
    var isHole = true
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) {
      holes(from: position, to: start(child), isHole: &isHole)
      pattern(child, .element)
      isHole = false
      position = end(child)
    }
    close()
  }

  /// Each comma after nothing but white space is a hole. Comments with commas between elements are not looked into.
  private func holes(from start: UInt32, to end: UInt32, isHole: inout Bool) {
    guard start < end else { return }
    for offset in start..<end {
      switch tree.bytes[Int(offset)] {
      case UInt8(ascii: ","):
        if isHole { builder.pointee.leaf(.name, .element, start: offset, end: offset) }
        isHole = true
      case UInt8(ascii: "/"): return
      default: break
      }
    }
  }
}
