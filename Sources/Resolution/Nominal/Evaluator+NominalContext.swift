internal import Source
internal import Syntax

extension Evaluator {
  /// What a file sees without naming it: made once per file.
  func nominalContext(_ place: NominalScope, _ file: SyntaxFile, _ index: FileIndex) -> NominalContext {
    if let known = nominal.contexts[place] { return known }
    let made = program.shared.contexts.answer(place, for: self) { $0.context(place, file, index) }
    nominal.contexts[place] = made
    return made
  }

  private func context(_ place: NominalScope, _ file: SyntaxFile, _ index: FileIndex) -> NominalContext {
    var space = nominalSpace(place.scope, file, index)
    var texts = [space]
    // In C#, what lies around a namespace is seen in it.
    while file.source.language == .csharp, !space.isEmpty {
      space = NominalTypes.parent(space)
      texts.append(space)
    }
    var names: [String] = []
    for node in index.imports where hasStar(node, file) { names.append(program.text(file[node].name)) }
    if file.source.language == .csharp { names += program.nominal.globalImports }
    for name in NominalLanguage.implicitImports(file.source.language) where !names.contains(name) { names.append(name) }
    return NominalContext(
      spaces: texts.compactMap { program.nominal.number(of: $0) }, texts: texts,
      stars: names.map { star($0, around: texts, place.file) })
  }

  private func hasStar(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    file.children(node).contains { item in
      guard file[item].kind == .importBinding, file[item].name.isNone, let value = file.child(item, .value) else {
        return false
      }
      return file[value].name == words.star
    }
  }

  private func star(_ text: String, around spaces: [String], _ id: FileID) -> NominalContext.Star {
    if let number = program.nominal.number(of: text) {
      return NominalContext.Star(text: text, number: number, type: nil)
    }
    // `using Domain;` inside `namespace Shop.Api` is `Shop.Domain`.
    for space in program.nominal.mayLieWithin(text) ? spaces : [] where !space.isEmpty {
      if let number = program.nominal.number(of: space + "." + text) {
        return NominalContext.Star(text: space + "." + text, number: number, type: nil)
      }
    }
    if case .type(let type) = nominalQualified(text, from: id) {
      return NominalContext.Star(text: text, number: nil, type: type)
    }
    return NominalContext.Star(text: text, number: nil, type: nil)
  }

  // MARK: Partial classes

  /// Of the declarations of a partial class the first, which stands for all of them.
  func nominalCanonical(_ type: NodeRef) -> NodeRef {
    guard let file = program.file(type.file), file.source.language == .csharp else { return type }
    if let known = nominal.canonical[type] { return known }
    let all = partialDeclarations(of: type, file)
    nominal.canonical[type] = all[0]
    nominal.parts[all[0]] = all
    return all[0]
  }

  /// All declarations of a type: several where it is partial.
  func nominalParts(of type: NodeRef) -> [NodeRef] {
    guard let file = program.file(type.file), file.source.language == .csharp else { return [type] }
    let first = nominalCanonical(type)
    return nominal.parts[first] ?? [type]
  }

  private func partialDeclarations(of type: NodeRef, _ file: SyntaxFile) -> [NodeRef] {
    guard hasModifier("partial", type.node, file), let index = program.index(of: type.file),
      let scope = index.scope(openedBy: type.node)
    else { return [type] }
    let outer = index.scopes[Int(scope)].parent
    let outerNode = index.scopes[Int(outer)].node
    guard outer == 0 || file[outerNode].kind == .namespace,
      let space = program.nominal.number(of: nominalSpace(outer, file, index))
    else { return [type] }
    let name = file[type.node].name
    let found = program.nominal.files(declaring: name, in: space).prefix(32).flatMap { id -> [NodeRef] in
      guard let other = program.file(id) else { return [] }
      return program.index(of: id)?.scopes.filter { scope in
        scope.kind == .type && other[scope.node].name == name && other[scope.node].kind != .namespace
          && hasModifier("partial", scope.node, other)
      }.map { NodeRef(file: id, node: $0.node) } ?? []
    }
    return found.contains(type) ? found : [type]
  }

  /// Whether a word stands in the head of a declaration, before its body: modifiers that the tree drops.
  func hasModifier(_ word: StaticString, _ node: NodeID, _ file: SyntaxFile) -> Bool {
    var start = file[node].start
    for child in file.children(node) where file[child].role == .decorator { start = max(start, file[child].end) }
    let body = file.child(node, .body).map { file[$0].start } ?? file[node].end
    let end = min(body, start + 120)
    guard start < end else { return false }
    return file.source.bytes.holds(word: word, in: Int(start)..<Int(end))
  }
}
