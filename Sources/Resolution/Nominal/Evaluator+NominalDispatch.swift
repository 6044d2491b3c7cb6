internal import Facts
internal import Source
internal import Syntax

/// Which of a project's methods run where only the type of an object is known.
extension Evaluator {
  /// The method that runs when one is called on some object of a type: the same for all of its classes, or that of the
  /// class that is chosen where the service is put together; `nil` when it stays open.
  func nominalDispatch(_ method: NodeRef, on type: NodeRef) -> NodeRef? {
    let question = NominalCallQuestion(method: method, type: type)
    if let known = nominal.dispatched[question] { return known }
    let found = dispatch(method, type)
    nominal.dispatched[question] = .some(found)
    return found
  }

  private func dispatch(_ method: NodeRef, _ type: NodeRef) -> NodeRef? {
    guard let file = program.file(method.file) else { return nil }
    let node = file[method.node]
    let own = file.child(method.node, .body) == nil ? nil : method
    if node.flags.contains(.isStatic) || node.flags.contains(.isPrivate) { return own }
    let classes = nominalConcretes(of: type)
    if classes.isEmpty { return own }
    var found: [NodeRef] = []
    for candidate in classes {
      if let body = overriding(method, file, in: candidate), !found.contains(body) { found.append(body) }
    }
    if found.count <= 1 { return found.first ?? own }
    guard let chosen = chosen(among: classes, for: type) else { return nil }
    return overriding(method, file, in: chosen)
  }

  /// The method of a class that runs when a method of what it extends is called.
  private func overriding(_ method: NodeRef, _ file: SyntaxFile, in type: NodeRef) -> NodeRef? {
    let name = file[method.node].name
    let wanted = parameterTypes(method)
    for candidate in lineage(of: type) {
      let bodies = nominalDeclarations(name, in: candidate).filter { ref in
        guard let other = program.file(ref.file), other[ref.node].kind == .function else { return false }
        return other.child(ref.node, .body) != nil && parameters(of: ref).count == wanted.count
      }
      if bodies.count == 1 { return bodies[0] }
      if let exact = bodies.first(where: { parameterTypes($0) == wanted }) ?? bodies.first { return exact }
    }
    return nil
  }

  private func parameterTypes(_ method: NodeRef) -> [Name] {
    guard let file = program.file(method.file) else { return [] }
    return parameters(of: method).map { parameter in
      file.child(parameter.node, .type).map { NominalBases.lastName(of: $0, file) } ?? .none
    }
  }

  /// The classes that objects of a type may be of, without abstract ones and those of tests.
  func nominalConcretes(of type: NodeRef) -> [NodeRef] {
    if let known = nominal.concretes[type] { return known }
    let found = program.shared.concretes.answer(type, for: self) { $0.concretes(of: type) }
    nominal.concretes[type] = found
    return found
  }

  private func concretes(of type: NodeRef) -> [NodeRef] {
    var order = [type]
    var position = 0
    while position < order.count, order.count < 64 {
      let next = order[position]
      position += 1
      guard let name = program.node(next)?.name, !name.isNone else { continue }
      for candidate in (program.implementers(of: name) ?? []).prefix(200) {
        guard let node = program.node(candidate), node.kind != .function,
          program.tree.purpose(of: candidate.file) != .test || program.tree.purpose(of: type.file) == .test
        else { continue }
        let first = nominalCanonical(candidate)
        if !order.contains(first), nominalBases(of: first).contains(.type(next)) { order.append(first) }
      }
    }
    return order.filter { isConcrete($0) }
  }

  private func isConcrete(_ type: NodeRef) -> Bool {
    guard let file = program.file(type.file), file[type.node].kind != .interface else { return false }
    return !hasModifier("abstract", type.node, file)
  }

  /// Whether only callers can tell what an object is: an interface or an abstract class.
  func isAbstract(_ type: NodeRef) -> Bool {
    program.file(type.file)?.isNominal == true && !isConcrete(type)
  }

  // MARK: Where a service is put together

  /// Of several implementations the one that is put in: Spring's `@Primary`, `services.AddScoped<I, C>()`.
  private func chosen(among classes: [NodeRef], for type: NodeRef) -> NodeRef? {
    let primary = classes.filter { candidate in
      guard let file = program.file(candidate.file) else { return false }
      return file.children(candidate.node, .decorator).contains { decorator in
        guard let value = file.child(decorator, .value) else { return false }
        return program.text(NominalBases.lastName(of: value, file)) == "Primary"
      }
    }
    if primary.count == 1 { return primary[0] }
    let given = nominalRegistered(for: type).filter { classes.contains($0) }
    return given.count == 1 ? given[0] : nil
  }

  private static let registrations = [
    "AddScoped", "AddTransient", "AddSingleton", "AddHttpClient", "TryAddScoped", "TryAddTransient", "TryAddSingleton",
  ]

  /// The classes that `services.Add…<I, C>()` puts in for a type.
  func nominalRegistered(for type: NodeRef) -> [NodeRef] {
    let all = nominal.registered ?? program.shared.registered.answer(0, for: self) { $0.registered() }
    nominal.registered = all
    return all[type] ?? []
  }

  private func registered() -> [NodeRef: [NodeRef]] {
    var found: [NodeRef: [NodeRef]] = [:]
    for method in Self.registrations {
      for site in program.sites(called: method) where program.tree.purpose(of: site.file) != .test {
        guard let file = program.file(site.file), file.source.language == .csharp else { continue }
        let given = file.children(site.node, .typeArgument)
        guard given.count == 2, case .type(let service) = nominalType(NodeRef(file: site.file, node: given[0])),
          case .type(let made) = nominalType(NodeRef(file: site.file, node: given[1]))
        else { continue }
        if found[service]?.contains(made) != true { found[service, default: []].append(made) }
      }
    }
    return found
  }

  /// The object of a library's type that the project's only provider of one makes: a `@Bean` method.
  func nominalProvided(_ type: String) -> Value? {
    if let known = nominal.provided[type] { return known == .unknown ? nil : known }
    nominal.provided[type] = .unknown
    guard let last = type.split(separator: ".").last, let name = program.name(of: String(last)), nominal.depth < 3
    else {
      return nil
    }
    nominal.depth += 1
    defer { nominal.depth -= 1 }
    let providers = (program.implementers(of: name) ?? []).prefix(64).filter { candidate in
      guard let file = program.file(candidate.file), file[candidate.node].kind == .function,
        program.tree.purpose(of: candidate.file) != .test, file.source.language == .java,
        let declared = file.child(candidate.node, .type)
      else { return false }
      return nominalType(NodeRef(file: candidate.file, node: declared)).externalName == type
    }
    guard providers.count == 1 else { return nil }
    let value = returned(by: providers[0], in: nil)
    guard value.site != nil else { return nil }
    nominal.provided[type] = value
    return value
  }

  /// `mediator.Send(new CancelOrder(id))`: the method of the only class that handles requests of this type. Facts say
  /// which interface it implements: `dispatches: IRequestHandler Handle`.
  func nominalHandler(of call: NodeRef, _ fact: CallFact?) -> NodeRef? {
    guard let words = fact?.properties["dispatches"]?.split(separator: " "), words.count == 2,
      let interface = program.name(of: String(words[0])), let method = program.name(of: String(words[1])),
      let given = argument(0, of: call), case .instance(let request, _) = value(of: given)
    else { return nil }
    let handlers = (program.implementers(of: interface) ?? []).filter { candidate in
      guard let file = program.file(candidate.file), program.tree.purpose(of: candidate.file) != .test else {
        return false
      }
      return file.children(candidate.node).contains { base in
        guard file[base].role == .base || file[base].role == .implements, file[base].kind == .index,
          let first = file.child(base, .index)
        else { return false }
        return nominalType(NodeRef(file: candidate.file, node: first)) == .type(request)
      }
    }
    guard handlers.count == 1 else { return nil }
    return nominalFind(method, in: nominalCanonical(handlers[0]), at: nil, nil)
  }
}
