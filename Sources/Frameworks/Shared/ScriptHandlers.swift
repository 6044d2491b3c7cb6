package import Resolution
package import Source
internal import Syntax

extension RecognizerContext {
  /// The function of the project that answers, through wrappers: `asyncHandler(f)`, `controller.list.bind(controller)`.
  package func scriptFunction(of ref: NodeRef, in frame: Frame?) -> NodeRef? {
    for alternative in evaluator.value(of: ref, in: frame).alternatives {
      switch alternative {
      case .function(let function), .bound(let function, _): return function
      case .object(_, let site?), .member(_, let site?):
        if let inner = evaluator.argument(0, of: site), let function = plainFunction(inner, frame) { return function }
      default: break
      }
    }
    guard let file = program.file(ref.file), file[ref.node].kind == .call, let callee = file.child(ref.node, .callee)
    else { return nil }
    if file[callee].kind == .member, program.text(file[callee].name) == "bind", let object = file.child(callee, .object)
    {
      return plainFunction(NodeRef(file: ref.file, node: object), frame)
    }
    for position in 0..<min(3, evaluator.argumentCount(of: ref)) {
      if let inner = evaluator.argument(position, of: ref), let function = plainFunction(inner, frame) {
        return function
      }
    }
    return nil
  }

  private func plainFunction(_ ref: NodeRef, _ frame: Frame?) -> NodeRef? {
    for alternative in evaluator.value(of: ref, in: frame).alternatives {
      switch alternative {
      case .function(let function), .bound(let function, _): return function
      default: continue
      }
    }
    return nil
  }

  /// Where a call of a method is: in a chain over several lines, from the method's own name on.
  package func chainLocation(_ call: NodeRef) -> Location {
    let whole = location(call)
    guard let file = program.file(call.file), let callee = file.child(call.node, .callee),
      file[callee].kind == .member
    else { return whole }
    let name = UInt32(program.text(file[callee].name).utf8.count)
    guard file[callee].end >= file[callee].start + name else { return whole }
    let own = lines.location(of: ByteRange(start: file[callee].end - name, end: file[call.node].end), in: call.file)
    return own.startLine == whole.startLine ? whole : own
  }

  /// The elements of a list, lists in it and spreads taken apart; the expression itself when it is no list.
  package func flattenedElements(_ ref: NodeRef, in frame: Frame?, depth: Int = 0) -> [NodeRef] {
    guard depth < 4, let node = program.node(ref), let file = program.file(ref.file) else { return [ref] }
    guard [.list, .spread, .name, .member, .cast].contains(node.kind) else { return [ref] }
    var target = ref
    if node.kind == .spread, let inner = file.child(ref.node, .value) { target = NodeRef(file: ref.file, node: inner) }
    let value = evaluator.value(of: target, in: frame)
    guard case .literal(let literal) = value, program.node(literal)?.kind == .list else { return [target] }
    return evaluator.elementNodes(of: value, in: frame).flatMap {
      flattenedElements($0, in: frame, depth: depth + 1)
    }
  }

  /// Whether a list holds a spread of something whose elements can't be seen.
  package func hasUnseenSpread(_ ref: NodeRef, in frame: Frame?) -> Bool {
    evaluator.value(of: ref, in: frame).alternatives.contains { value in
      guard case .literal(let literal) = value, let file = program.file(literal.file), file[literal.node].kind == .list
      else { return false }
      return file.children(literal.node).contains { child in
        guard file[child].kind == .spread, let inner = file.child(child, .value) else { return false }
        let value = evaluator.value(of: NodeRef(file: literal.file, node: inner), in: frame)
        if case .literal = value { return false }
        if case .row = value { return false }
        return true
      }
    }
  }

  /// The entries of an options object by key; later ones win.
  package func options(_ ref: NodeRef, in frame: Frame?) -> [String: NodeRef] {
    var found: [String: NodeRef] = [:]
    for entry in evaluator.entries(of: evaluator.value(of: ref, in: frame), in: frame) {
      found[entry.key] = entry.value
    }
    return found
  }

  /// The texts that an expression is: one, or those of a list.
  package func texts(_ ref: NodeRef, in frame: Frame?) -> [String] {
    let value = evaluator.value(of: ref, in: frame)
    let elements = evaluator.elements(of: value, in: frame)
    if !elements.isEmpty { return elements.compactMap(\.text) }
    let texts = value.alternatives.compactMap(\.text)
    return texts.isEmpty ? [evaluator.exampleSetting(value)].compactMap { $0 } : texts
  }

  /// The text of an expression, from example settings where the environment decides.
  package func text(_ ref: NodeRef, in frame: Frame?) -> String? {
    let value = evaluator.value(of: ref, in: frame)
    return value.text ?? evaluator.exampleSetting(value)
  }

  /// The folder that a path expression means, relative to the project: `path.join(__dirname, "routes")`.
  package func folder(_ ref: NodeRef, in frame: Frame?) -> String? {
    guard let file = program.file(ref.file) else { return nil }
    let here = file.source.path.split(separator: "/").dropLast().map(String.init)
    var parts: [String] = []
    switch file[ref.node].kind {
    case .call:
      guard let callee = file.child(ref.node, .callee) else { return nil }
      let name = program.text(file[callee].name)
      guard ["join", "resolve", "fileURLToPath", "URL", "default"].contains(name) else { return nil }
      if name == "fileURLToPath", let inner = evaluator.argument(0, of: ref) { return folder(inner, in: frame) }
      for position in 0..<evaluator.argumentCount(of: ref) {
        guard let given = evaluator.argument(position, of: ref) else { return nil }
        if let text = evaluator.value(of: given, in: frame).constantText {
          parts.append(text)
        } else if position == 0, let inner = folder(given, in: frame) {
          parts = [inner.isEmpty ? "" : inner]
          return Self.normalized(inner.split(separator: "/").map(String.init), rest(ref, from: 1, frame))
        } else if position > 0 {
          return nil
        }
      }
    case .template, .binary:
      guard let text = evaluator.value(of: ref, in: frame).text else { return nil }
      guard text.filter({ $0 == Value.hole }).count <= 1 else { return nil }
      parts = [text.replacing(String(Value.hole), with: "")]
    case .name, .member:
      let text = file.text(ref.node)
      if text == "__dirname" || text == "import.meta.dirname" { return here.joined(separator: "/") }
      let value = evaluator.value(of: ref, in: frame)
      if let site = value.site, site != ref, program.node(site)?.kind == .call { return folder(site, in: frame) }
      guard let text = value.text else { return nil }
      guard let definition = evaluator.definition(of: ref), definition.file == ref.file else { return nil }
      parts = [text.replacing(String(Value.hole), with: "")]
    case .string: parts = [file.stringValue(ref.node) ?? ""]
    default: return nil
    }
    return Self.normalized(here, parts)
  }

  private func rest(_ call: NodeRef, from position: Int, _ frame: Frame?) -> [String] {
    (position..<max(position, evaluator.argumentCount(of: call))).compactMap {
      evaluator.argument($0, of: call).flatMap { evaluator.value(of: $0, in: frame).constantText }
    }
  }

  private static func normalized(_ here: [String], _ parts: [String]) -> String? {
    var segments = here
    for part in parts.flatMap({ $0.split(separator: "/") }) where part != "." {
      if part == ".." {
        guard segments.popLast() != nil else { return nil }
      } else {
        segments.append(String(part))
      }
    }
    return segments.joined(separator: "/")
  }

  /// The ECMAScript files directly in a folder and the names of its subfolders, both sorted.
  package func listing(of folder: String) -> (files: [FileID], folders: [String]) {
    let prefix = folder.isEmpty ? "" : folder + "/"
    var files: [FileID] = []
    var folders: Set<String> = []
    for id in program.fileIDs {
      guard let file = program.file(id), file.source.path.hasPrefix(prefix),
        file.source.language?.isECMAScript == true, isServed(id)
      else { continue }
      let rest = file.source.path.dropFirst(prefix.count)
      if let slash = rest.firstIndex(of: "/") {
        folders.insert(String(rest[..<slash]))
      } else if !rest.hasSuffix(".d.ts") {
        files.append(id)
      }
    }
    return (files, folders.sorted())
  }
}
