internal import Source
internal import Syntax

/// What keeps a path of Java and C# in its folder.
extension FlowTracer {
  private static let cleaning: Set<String> = [
    "valid", "safe", "sanitize", "sanitized", "sanitise", "sanitised", "clean", "cleaned", "slug", "slugify", "escape",
    "escaped",
  ]
  private static let cleaned: Set<String> = [
    "file", "filename", "filenames", "name", "path", "folder", "directory", "slug",
  ]

  /// `fileSystem.GetValidFilename(name)`, `sanitizeFileName(name)` of the project's own.
  func cleansNominalPath(_ callee: NodeID, _ value: Value, _ file: SyntaxFile) -> Bool {
    switch value {
    case .function, .bound: break
    default: return false
    }
    let words = FlowTracer.words(program.text(file[callee].name))
    return words.contains { Self.cleaning.contains($0) } && words.contains { Self.cleaned.contains($0) }
  }

  private static let parts: Set<String> = ["..", "../", "/", "\\", "..\\"]

  /// `if (name.Contains("..")) return …`. `Path.Combine` and `resolve` take an absolute path as well, where no ".." is
  /// needed.
  func forbidsNominalParents(_ call: NodeID, of name: Name, _ file: SyntaxFile) -> Bool {
    guard danger == "path", let callee = file.child(call, .callee), file[callee].kind == .member,
      ["Contains", "contains", "IndexOfAny"].contains(program.text(file[callee].name)),
      let object = file.child(callee, .object), file[object].kind == .name, file[object].name == name,
      let given = file.child(call, .argument)
    else { return false }
    if file.text(given).contains("GetInvalidFileNameChars") { return true }
    guard let part = file.stringValue(given), Self.parts.contains(part) else { return false }
    return part.contains("..") ? !joinsAbsolute(name, file, after: call) : true
  }

  /// The name is put behind a folder by what an absolute path replaces that folder in.
  private func joinsAbsolute(_ name: Name, _ file: SyntaxFile, after check: NodeID) -> Bool {
    let function = file.ancestor(of: check, where: { $0.kind == .function }) ?? 0
    return (check..<file[function].next).contains { node in
      guard file[node].kind == .call, let callee = file.child(node, .callee),
        ["Combine", "resolve"].contains(program.text(file[callee].name))
      else { return false }
      return file.children(node, .argument).contains { file[$0].kind == .name && file[$0].name == name }
    }
  }

  private static let resolving = [
    "GetFullPath(", "getCanonicalPath(", ".normalize(", "toRealPath(", "getCanonicalFile(",
  ]
  private static let holding = [".StartsWith(", ".startsWith(", "GetRelativePath("]

  /// `AssertSafeName(folder, name)` earlier in the function: a function of the project that resolves a path, looks whether
  /// it stays in a folder, and throws.
  func isHeldInside(_ name: Name, before use: NodeRef, _ file: SyntaxFile) -> Bool {
    guard danger == "path", file.isNominal,
      let function = file.ancestor(of: use.node, where: { $0.kind == .function })
    else { return false }
    return (function..<use.node).contains { node in
      guard file[node].kind == .call, file[node].next <= use.node, let callee = file.child(node, .callee),
        file.children(node, .argument).contains(where: { file[$0].kind == .name && file[$0].name == name })
      else { return false }
      switch evaluator.value(of: NodeRef(file: use.file, node: callee)) {
      case .function(let called), .bound(let called, _): return holdsInside(called)
      default: return false
      }
    }
  }

  private func holdsInside(_ function: NodeRef) -> Bool {
    guard let file = program.file(function.file), let body = file.child(function.node, .body) else { return false }
    let text = file.text(body).prefix(4_000)
    return (body..<file[body].next).contains { file[$0].kind == .throwStatement }
      && Self.resolving.contains { text.contains($0) } && Self.holding.contains { text.contains($0) }
  }

  private static let joins: Set<String> = ["Combine", "Join", "join", "resolve", "get", "of", "concat", "Concat"]

  /// Whether an argument stands behind others in a path: what comes first is the folder.
  func standsBehind(_ argument: NodeID, of call: NodeID, _ file: SyntaxFile) -> Bool {
    guard danger == "path", let callee = file.child(call, .callee),
      Self.joins.contains(program.text(file[callee].name))
    else { return false }
    let first = file.child(call, .argument)
    // `folder.resolve(name)`: the folder is what it is called on.
    return argument != first || ["resolve"].contains(program.text(file[callee].name)) && file[callee].kind == .member
  }
}
