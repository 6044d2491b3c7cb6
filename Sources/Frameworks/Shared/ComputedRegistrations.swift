internal import Resolution
internal import Source
internal import Syntax

/// Registrations whose method or object only the callers of a helper name: `router[verb](path, handler)`,
/// `function page(...args) { const [router, path] = args; router.get(path, …) }`.
extension RecognizerContext {
  /// Calls of `object[method](…)`, in every way in which the method is one of those asked for.
  func computedRegistrations(of methods: Set<String>, on types: Set<String>) -> [Registration] {
    guard methods.contains("get") else { return [] }
    return program.sites(of: .none).filter { isServed($0.file) }.flatMap { call -> [Registration] in
      guard let file = program.file(call.file), file.source.language?.isECMAScript == true,
        let callee = file.child(call.node, .callee), file[callee].kind == .index,
        let object = file.child(callee, .object), let key = file.child(callee, .index), file[key].kind != .number,
        evaluator.argumentCount(of: call) >= 2,
        mayHold(NodeRef(file: call.file, node: object), types) || isVariadic(object, call.file, file)
      else { return [] }
      return registrations(methods, call, NodeRef(file: call.file, node: callee), types)
    }
  }

  private func registrations(
    _ methods: Set<String>, _ call: NodeRef, _ callee: NodeRef, _ types: Set<String>
  ) -> [Registration] {
    evaluator.contexts(of: call).flatMap { context in
      evaluator.value(of: callee, in: context.frame).alternatives.compactMap { value -> Registration? in
        guard let name = value.externalName, let dot = name.lastIndex(of: ".") else { return nil }
        let method = String(name[name.index(after: dot)...])
        guard methods.contains(method), let type = type(of: value, method, types) else { return nil }
        return Registration(call: call, method: method, type: type, site: value.site, context: context)
      }
    }
  }

  /// Whether an object is one of the types, or something that callers hand in.
  private func mayHold(_ object: NodeRef, _ types: Set<String>) -> Bool {
    evaluator.value(of: object).alternatives.contains { value in
      switch value {
      case .parameter: true
      case .object(let type, _): types.contains(type)
      default: dependsOnContext(value)
      }
    }
  }

  /// Whether the object of a member comes out of a variadic parameter.
  func isOfVariadic(_ callee: NodeID, _ id: FileID, _ file: SyntaxFile) -> Bool {
    guard file.source.language?.isECMAScript == true, let object = file.child(callee, .object) else { return false }
    return isVariadic(object, id, file)
  }

  /// `const [router, path] = args`, `const router = args[0]`, where `args` is variadic.
  private func isVariadic(_ object: NodeID, _ id: FileID, _ file: SyntaxFile) -> Bool {
    guard file[object].kind == .name, let target = evaluator.definition(of: NodeRef(file: id, node: object)),
      target.file == id, file[target.node].kind == .name
    else { return false }
    var statement = file[target.node].parent
    if file[statement].kind == .tuple || file[statement].kind == .list { statement = file[statement].parent }
    guard file[statement].kind == .assignment, var value = file.child(statement, .value) else { return false }
    if file[value].kind == .index, let inner = file.child(value, .object) { value = inner }
    guard file[value].kind == .name, let parameter = evaluator.definition(of: NodeRef(file: id, node: value)) else {
      return false
    }
    return parameter.file == id && file[parameter.node].kind == .parameter
      && file[parameter.node].flags.contains(.variadic)
  }
}
