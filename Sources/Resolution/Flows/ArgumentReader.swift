package import Facts
internal import Source
internal import Syntax

/// Finds the arguments that facts name.
package struct ArgumentReader {
  private let evaluator: Evaluator

  package init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  /// Where a call takes one of its inputs, if it is given: by keyword, by position, or in an options object.
  package func argument(_ place: ArgumentPlace?, of call: NodeRef) -> NodeRef? {
    guard let place else { return nil }
    if place.keywords == ["@self"] { return receiver(of: call) }
    for keyword in place.keywords {
      if let given = evaluator.argument(named: keyword, of: call) { return given }
    }
    if let position = place.position, let given = evaluator.argument(position, of: call) {
      // `query({text, values})`: the text, not the whole object.
      guard evaluator.program.file(call.file)?.source.language?.isECMAScript == true, !place.keywords.isEmpty,
        case .literal(let literal) = evaluator.value(of: given),
        evaluator.program.node(literal)?.kind == .dictionary
      else { return given }
      return option(ArgumentPlace(position: nil, keywords: place.keywords, options: [position]), of: call)
    }
    return option(place, of: call)
  }

  /// What a call is made on; of an object that is made with one thing, that thing: `address` of
  /// `new URL(address).openStream()`.
  private func receiver(of call: NodeRef) -> NodeRef? {
    guard let file = evaluator.program.file(call.file), let callee = file.child(call.node, .callee),
      let object = file.child(callee, .object)
    else { return nil }
    let owner = NodeRef(file: call.file, node: object)
    guard let site = evaluator.value(of: owner).site, evaluator.argumentCount(of: site) == 1,
      evaluator.program.node(site)?.flags.contains(.isNew) ?? false
    else { return owner }
    return evaluator.argument(0, of: site)
  }

  /// A key of an options object: `axios.get(url, {timeout: 5})`.
  private func option(_ place: ArgumentPlace, of call: NodeRef) -> NodeRef? {
    if !place.options.isEmpty, evaluator.program.file(call.file)?.source.language == .go {
      // `redis.NewClient(&redis.Options{DialTimeout: …})`: a field of the struct that is given.
      return place.options.lazy.compactMap { position in
        guard let made = evaluator.argument(position, of: call).flatMap({ evaluator.value(of: $0).site }) else {
          return nil
        }
        return place.keywords.lazy.compactMap { evaluator.argument(named: $0, of: made) }.first
      }
      .first
    }
    guard evaluator.program.file(call.file)?.source.language?.isECMAScript == true, !place.keywords.isEmpty else {
      return nil
    }
    if !place.options.isEmpty {
      return place.options.lazy.compactMap { option(place.keywords, at: $0, of: call) }.first
    }
    var last = evaluator.argumentCount(of: call) - 1
    // Callbacks stand behind the options.
    if last > 0, let given = evaluator.argument(last, of: call), evaluator.program.node(given)?.kind == .function {
      last -= 1
    }
    return last >= 0 ? option(place.keywords, at: last, of: call) : nil
  }

  private func option(_ keywords: [String], at position: Int, of call: NodeRef) -> NodeRef? {
    guard let options = evaluator.argument(position, of: call) else { return nil }
    for keyword in keywords {
      var value = evaluator.value(of: options)
      var found: NodeRef?
      for part in keyword.split(separator: ".") {
        found = evaluator.entryNode(String(part), of: value)
        value = found.map { evaluator.value(of: $0) } ?? .unknown
      }
      if let found { return found }
    }
    return nil
  }
}
