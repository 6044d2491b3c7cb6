internal import Facts
internal import Model
internal import Source
internal import Syntax

/// What Spring puts before the methods of its beans, and the calls that get past it.
extension BehaviourScanner {
  /// Whether annotations work by an object that stands before the bean: not where they are woven into the class, nor
  /// where the class itself is made anew with them.
  var hasProxies: Bool {
    let imported = evaluator.program.imported
    return file.source.language == .java && imported.contains("org.springframework")
      && !imported.contains("io.quarkus") && !imported.contains("io.micronaut")
      && evaluator.program.name(of: "ASPECTJ") == nil
  }

  /// How a call gets past the transaction that its callee's annotation asks for; `nil` when it does not.
  func bypass(_ function: NodeRef, _ call: NodeID) -> Call.Bypass? {
    guard isGo == false, file.isNominal, let other = evaluator.program.file(function.file),
      other.source.language == .java, hasProxies, asksForTransaction(function, other)
    else { return nil }
    let flags = other[function.node].flags
    if flags.contains(.isStatic) { return .staticMethod }
    if flags.contains(.isPrivate) { return .privateMethod }
    guard let type = typeAround(function.node, other), other[type].kind == .classDeclaration else { return nil }
    if isFinal(function.node, other) { return .finalMethod }
    return isOnOwnObject(call) ? .ownObject : nil
  }

  /// An annotation of a method, of its class where it is public, or of what it overrides, that asks for a transaction.
  private func asksForTransaction(_ function: NodeRef, _ other: SyntaxFile) -> Bool {
    guard evaluator.program.name(of: "Transactional") != nil else { return false }
    var decorators = other.children(function.node, .decorator)
    if other[function.node].flags.contains(.exported), let type = typeAround(function.node, other) {
      decorators += other.children(type, .decorator)
    }
    return decorators.contains { asksForTransaction($0, function.file, other) }
      || inheritedTransaction(function, other) != nil
  }

  private func asksForTransaction(_ decorator: NodeID, _ file: FileID, _ other: SyntaxFile) -> Bool {
    guard let value = other.child(decorator, .value), names("Transactional", value, other),
      let name = evaluator.value(of: NodeRef(file: file, node: value)).externalName
    else { return false }
    return evaluator.program.facts.call(name)?.effect == .transaction
  }

  /// The annotation that a method has from an interface or a class above: from the method that it overrides, or from the
  /// whole of it.
  private func inheritedTransaction(_ function: NodeRef, _ other: SyntaxFile) -> NodeRef? {
    let flags = other[function.node].flags
    guard !flags.contains(.isStatic), !flags.contains(.isPrivate), !flags.contains(.constructor),
      let type = typeAround(function.node, other), other[type].kind == .classDeclaration
    else { return nil }
    let parameters = evaluator.parameters(of: function).count
    for above in evaluator.lineage(of: NodeRef(file: function.file, node: type)).dropFirst() {
      guard let file = evaluator.program.file(above.file) else { continue }
      // That of a class holds for the public methods of those that extend it.
      if file[above.node].kind == .classDeclaration, flags.contains(.exported),
        let found = file.children(above.node, .decorator).first(where: { asksForTransaction($0, above.file, file) })
      {
        return NodeRef(file: above.file, node: found)
      }
      for declared in evaluator.nominalDeclarations(other[function.node].name, in: above) {
        guard file[declared.node].kind == .function, evaluator.parameters(of: declared).count == parameters else {
          continue
        }
        let decorators = file.children(declared.node, .decorator) + file.children(above.node, .decorator)
        if let found = decorators.first(where: { asksForTransaction($0, above.file, file) }) {
          return NodeRef(file: above.file, node: found)
        }
      }
    }
    return nil
  }

  /// What surrounds a method whose own declaration says nothing of a transaction.
  mutating func enterInheritedTransaction(_ function: NodeRef) {
    guard file.source.language == .java, context.transaction == nil,
      evaluator.program.name(of: "Transactional") != nil,
      let annotation = inheritedTransaction(function, file), let place = location(of: annotation)
    else { return }
    behaviour.transactions.append(Transaction(form: .function, location: place, function: current))
    context.transaction = behaviour.transactions.count - 1
  }

  /// A look at the name first: nearly all annotations are others.
  private func names(_ word: String, _ value: NodeID, _ other: SyntaxFile) -> Bool {
    evaluator.program.text(NominalBases.lastName(of: value, other)) == word
  }

  private func typeAround(_ function: NodeID, _ other: SyntaxFile) -> NodeID? {
    let type = other[other[function].parent].parent
    return other.child(type, .body) == other[function].parent ? type : nil
  }

  /// Between the annotations and the parameters stands `final`, which no flag says.
  private func isFinal(_ function: NodeID, _ other: SyntaxFile) -> Bool {
    let start = other.children(function, .decorator).last.map { other[$0].end } ?? other[function].start
    let head = other.source.text(ByteRange(start: start, end: min(other[function].end, start + 200)))
    return head.prefix { $0 != "(" }.split { !$0.isLetter }.contains("final")
  }

  /// `save()`, `this.save()`, `super.save()`.
  private func isOnOwnObject(_ call: NodeID) -> Bool {
    guard file[call].kind == .call, let callee = file.child(call, .callee) else { return false }
    if file[callee].kind == .name { return true }
    guard file[callee].kind == .member, let object = file.child(callee, .object), file[object].kind == .name else {
      return false
    }
    return ["this", "super"].contains(evaluator.program.text(file[object].name))
  }

  /// `@Transactional(propagation = Propagation.REQUIRES_NEW)`.
  func asksForOwnTransaction(_ annotation: NodeID) -> Bool {
    guard file.source.language == .java, file[annotation].kind == .call else { return false }
    return file.children(annotation, .argument).contains { argument in
      guard file[argument].kind == .keywordArgument, let value = file.child(argument, .value) else { return false }
      return evaluator.program.text(NominalBases.lastName(of: value, file)) == "REQUIRES_NEW"
    }
  }
}
