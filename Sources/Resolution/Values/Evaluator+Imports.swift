internal import Facts
package import Source
package import Syntax

extension Evaluator {
  /// What an import declaration's module is.
  func target(of declaration: NodeID, _ file: SyntaxFile) -> ModuleMap.Target {
    let question = ImportQuestion(file: ObjectIdentifier(file), module: file[declaration].name)
    if let known = targetMemo[question] { return known }
    let target = module(program.text(file[declaration].name), from: file)
    targetMemo[question] = target
    return target
  }

  /// What a module specifier means in a file.
  func module(_ specifier: String, from file: SyntaxFile) -> ModuleMap.Target {
    switch file.source.language {
    case .python: program.modules.python(specifier, from: file.source.path)
    case .go: program.modules.goPackages.target(of: specifier)
    case .java, .csharp: .external(specifier)
    case .javascript, .typescript, .tsx, nil: program.modules.ecmascript(specifier, from: file.source.path)
    }
  }

  /// What an imported name is.
  func importedValue(_ binding: NodeRef, _ file: SyntaxFile) -> Value {
    if file.isNominal { return nominalImported(binding, file) }
    let node = file[binding.node]
    let target = target(of: node.parent, file)
    if node.flags.contains(.rootOnly) {
      let root = program.text(file[node.parent].name).prefix { $0 != "." }
      return value(of: module(String(root), from: file))
    }
    if node.flags.contains(.namespace) { return value(of: target) }
    guard let imported = file.child(binding.node, .value) else { return .unknown }
    return member(program.text(file[imported].name), of: target, isPython: file.source.language == .python)
  }

  /// A module as a value.
  func value(of target: ModuleMap.Target) -> Value {
    switch target {
    case .file(let id): .module(id)
    case .folder(let folder): .folder(folder)
    case .external(let name): .external(program.facts.canonical(name))
    }
  }

  /// A name imported from a module.
  private func member(_ name: String, of target: ModuleMap.Target, isPython: Bool) -> Value {
    switch target {
    case .file(let id):
      if let found = exported(name, from: id), found != .unknown { return found }
      return program.modules.pythonSubmodule(name, of: target).map { value(of: $0) } ?? .unknown
    case .folder: return program.modules.pythonSubmodule(name, of: target).map { value(of: $0) } ?? .unknown
    case .external(let module):
      // A library's default export goes by the library's own name.
      let full = !isPython && name == "default" ? module : "\(module).\(name)"
      return .external(program.facts.canonical(full))
    }
  }

  /// What a file offers under a name; `nil` when it offers nothing of it.
  package func exported(_ name: String, from id: FileID) -> Value? {
    guard let file = program.file(id), let index = program.index(of: id) else { return nil }
    // Modules may hand a name around in circles.
    guard exportDepth < Self.maxExportDepth else {
      cut()
      return nil
    }
    exportDepth += 1
    defer { exportDepth -= 1 }
    if file.source.language == .python { return pythonExport(name, id, file, index) }
    return ecmascriptExport(name, id, file, index)
  }

  private func pythonExport(_ name: String, _ id: FileID, _ file: SyntaxFile, _ index: FileIndex) -> Value? {
    guard let interned = program.name(of: name) else { return nil }
    return moduleBinding(interned, id, file, index) ?? reexportedByStar(interned, id, file, index)
  }

  private func reexportedByStar(_ name: Name, _ id: FileID, _ file: SyntaxFile, _ index: FileIndex) -> Value? {
    guard starDepth < 8 else { return nil }
    starDepth += 1
    defer { starDepth -= 1 }
    for node in index.imports {
      for item in file.children(node) where file[item].kind == .importBinding && file[item].name.isNone {
        if case .file(let other) = target(of: node, file), other != id,
          let value = exported(program.text(name), from: other), value != .unknown
        {
          return value
        }
      }
    }
    return nil
  }

  /// A name bound at the top level of a file; the last binding that tells something.
  func moduleBinding(_ name: Name, _ id: FileID, _ file: SyntaxFile, _ index: FileIndex) -> Value? {
    let found = index.bindings(of: name, in: 0)
    guard !found.isEmpty else { return nil }
    for binding in found.reversed() {
      let value = bindingValue(binding, id, file, nil)
      if value != .unknown, value != .null { return value }
    }
    return .unknown
  }

  private func ecmascriptExport(_ name: String, _ id: FileID, _ file: SyntaxFile, _ index: FileIndex) -> Value? {
    let interned = program.name(of: name)
    for node in index.exports {
      if let value = export(name, interned, node, id, file, index) { return value }
    }
    if let interned, let found = commonJSMember(interned, id, file, index) { return found }
    if let found = flaggedExport(name, interned, id, file, index) { return found }
    if let whole = commonJSExports(id, file, index) {
      return name == "default" ? whole : member(name, of: whole)
    }
    return name == "default" ? nil : interned.flatMap { moduleBinding($0, id, file, index) }
  }

  /// What one `export` declaration offers under a name.
  private func export(
    _ name: String, _ interned: Name?, _ node: NodeID, _ id: FileID, _ file: SyntaxFile, _ index: FileIndex
  ) -> Value? {
    let hasModule = !file[node].name.isNone
    if name == "default", let expression = file.child(node, .value) {
      return value(of: NodeRef(file: id, node: expression))
    }
    for item in file.children(node) where file[item].kind == .importBinding {
      let local = file.child(item, .value).map { program.text(file[$0].name) } ?? ""
      if file[item].name == interned, interned != nil {
        if file[item].flags.contains(.namespace), hasModule { return value(of: target(of: node, file)) }
        if hasModule { return member(local, of: target(of: node, file), isPython: false) }
        return program.name(of: local).flatMap { moduleBinding($0, id, file, index) }
      }
      if local == "*", file[item].name.isNone, hasModule, starDepth < 8, name != "default" {
        starDepth += 1
        defer { starDepth -= 1 }
        if case .file(let other) = target(of: node, file), other != id, let value = exported(name, from: other),
          value != .unknown
        {
          return value
        }
      }
    }
    return nil
  }

  private func flaggedExport(
    _ name: String, _ interned: Name?, _ id: FileID, _ file: SyntaxFile, _ index: FileIndex
  ) -> Value? {
    guard name == "default" else {
      guard let interned else { return nil }
      return index.bindings(of: interned, in: 0).isEmpty ? nil : moduleBinding(interned, id, file, index)
    }
    for child in file.children(0) where file[child].flags.contains(.defaultExport) {
      switch file[child].kind {
      case .function, .classDeclaration, .interface: return value(of: NodeRef(file: id, node: child))
      default: break
      }
    }
    return nil
  }

  /// `module.exports = x`.
  package func commonJSExports(_ id: FileID, _ file: SyntaxFile, _ index: FileIndex) -> Value? {
    for attribute in index.attributes.reversed()
    where attribute.object == words.module && attribute.name == words.exports {
      return child(.value, of: NodeRef(file: id, node: attribute.node))
    }
    return nil
  }

  /// `exports.name = x`, `module.exports.name = x`, and what is hung on a variable that holds the exports.
  private func commonJSMember(_ name: Name, _ id: FileID, _ file: SyntaxFile, _ index: FileIndex) -> Value? {
    hungMember(name, on: exportNames(id, file, index), id, file, index)
  }

  /// `require("x")` and `import("x")`.
  func required(_ specifier: String, from file: SyntaxFile) -> Value {
    let target = module(specifier, from: file)
    if case .file(let id) = target, let other = program.file(id), let index = program.index(of: id),
      let whole = commonJSExports(id, other, index)
    {
      return whole
    }
    return value(of: target)
  }
}

/// A module's name in a file.
struct ImportQuestion: Hashable {
  let file: ObjectIdentifier
  let module: Name
}
