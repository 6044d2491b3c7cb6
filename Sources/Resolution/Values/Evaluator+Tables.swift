internal import Source
internal import Syntax

/// Tables and rows that code makes of other collections before it uses them: `list.map(f)`, `args.slice(2)`,
/// `list.reduce((table, name) => { table[name] = name; return table }, {})`, `Object.fromEntries(rows)`.
extension Evaluator {
  private static let maxRows = 64

  /// What a call that makes a collection gives, as far as all of its parts are seen.
  func collectionCall(_ ref: NodeRef, _ callee: NodeID, _ file: SyntaxFile, _ frame: Frame?) -> Value? {
    guard file[callee].kind == .member, file.source.language?.isECMAScript == true,
      words.collectionVerbs.contains(file[callee].name), let object = file.child(callee, .object)
    else { return nil }
    let name = file[callee].name
    if name == words.fromEntries {
      guard program.text(file[object].name) == "Object", let given = argument(0, of: ref) else { return nil }
      return table(fromRows: value(of: given, in: frame), in: frame)
    }
    guard rowDepth < 4 else { return nil }
    rowDepth += 1
    defer { rowDepth -= 1 }
    let owner = value(of: NodeRef(file: ref.file, node: object), in: frame)
    switch name {
    case words.slice: return sliced(owner, ref, frame)
    case words.at: return number(0, of: ref, frame).flatMap { picked($0, owner) }
    case words.map: return mapped(owner, ref, frame)
    case words.reduce: return reduced(owner, ref, frame)
    default: return nil
    }
  }

  private func number(_ position: Int, of call: NodeRef, _ frame: Frame?) -> Int? {
    guard let given = argument(position, of: call), case .number(let number) = value(of: given, in: frame),
      number == number.rounded(), abs(number) < 10_000
    else { return nil }
    return Int(number)
  }

  private func sliced(_ owner: Value, _ call: NodeRef, _ frame: Frame?) -> Value? {
    guard case .row(let values) = owner, let start = number(0, of: call, frame) else { return nil }
    var end = values.count
    if argumentCount(of: call) > 1 {
      guard let given = number(1, of: call, frame) else { return nil }
      end = given
    }
    func place(_ position: Int) -> Int { max(0, min(values.count, position < 0 ? values.count + position : position)) }
    return place(start) < place(end) ? .row(Array(values[place(start)..<place(end)])) : .row([])
  }

  private func picked(_ position: Int, _ owner: Value) -> Value? {
    guard case .row(let values) = owner else { return nil }
    let place = position < 0 ? values.count + position : position
    return values.indices.contains(place) ? values[place] : nil
  }

  /// The function literal that a call is given first.
  private func callback(of call: NodeRef) -> NodeRef? {
    guard let first = argument(0, of: call), program.node(first)?.kind == .function else { return nil }
    return first
  }

  private func mapped(_ owner: Value, _ call: NodeRef, _ frame: Frame?) -> Value? {
    guard let function = callback(of: call), let parameter = parameters(of: function).first,
      program.node(parameter)?.flags.contains(.variadic) == false
    else { return nil }
    let elements = elements(of: owner, in: frame)
    guard !elements.isEmpty, elements.count <= Self.maxRows else { return nil }
    var values: [Value] = []
    for element in elements {
      let inner = Frame(bindings: bindings(of: parameter, to: element), parent: frame)
      guard let value = made(by: function, in: inner) else { return nil }
      values.append(value)
    }
    return .row(values)
  }

  /// What a function makes of one element. What is written out in it holds for this element only, so a list becomes
  /// its parts, and an object is not seen.
  private func made(by function: NodeRef, in frame: Frame) -> Value? {
    switch returned(by: function, in: frame) {
    case .unknown: return nil
    case .literal(let literal):
      guard program.node(literal)?.kind == .list else { return nil }
      return .row(elements(of: .literal(literal), in: frame))
    case let value: return value
    }
  }

  /// A table that is filled with one entry for each element.
  private func reduced(_ owner: Value, _ call: NodeRef, _ frame: Frame?) -> Value? {
    guard let function = callback(of: call), let start = argument(1, of: call),
      case .literal(let literal) = value(of: start, in: frame), program.node(literal)?.kind == .dictionary,
      entries(of: .literal(literal)).isEmpty
    else { return nil }
    let parameters = parameters(of: function)
    guard parameters.count >= 2 else { return nil }
    let elements = elements(of: owner, in: frame)
    guard !elements.isEmpty, elements.count <= Self.maxRows else { return nil }
    let filled = fillings(of: parameters[0], in: function)
    guard !filled.isEmpty else { return nil }
    var entries: [TableEntry] = []
    for element in elements {
      let inner = Frame(bindings: bindings(of: parameters[1], to: element), parent: frame)
      for (key, value) in filled {
        guard let text = self.value(of: key, in: inner).constantText else { return nil }
        entries.append(TableEntry(key: text, value: self.value(of: value, in: inner)))
      }
    }
    return .table(entries)
  }

  /// The keys and values that a function puts into a table: `table[key] = value`, `({ ...table, [key]: value })`.
  private func fillings(of table: NodeRef, in function: NodeRef) -> [(key: NodeRef, value: NodeRef)] {
    guard let file = program.file(function.file), let body = file.child(function.node, .body) else { return [] }
    let own = file[table.node].name
    var found: [(key: NodeRef, value: NodeRef)] = []
    func isTable(_ node: NodeID) -> Bool { file[node].kind == .name && file[node].name == own && !own.isNone }
    for node in body..<file[body].next {
      switch file[node].kind {
      case .assignment:
        guard let target = file.child(node, .target), file[target].kind == .index,
          let object = file.child(target, .object), isTable(object), let key = file.child(target, .index),
          let value = file.child(node, .value)
        else { continue }
        found.append((NodeRef(file: function.file, node: key), NodeRef(file: function.file, node: value)))
      case .dictionary:
        guard file.children(node).contains(where: { isSpread($0, file, isTable) }) else { continue }
        for pair in file.children(node) where file[pair].kind == .pair {
          guard let key = file.child(pair, .key), let value = file.child(pair, .value) else { continue }
          found.append((NodeRef(file: function.file, node: key), NodeRef(file: function.file, node: value)))
        }
      default: break
      }
    }
    return found
  }

  private func isSpread(_ node: NodeID, _ file: SyntaxFile, _ isTable: (NodeID) -> Bool) -> Bool {
    guard file[node].kind == .spread, let value = file.child(node, .value) else { return false }
    return isTable(value)
  }

  /// A table of rows of a key and a value each.
  private func table(fromRows rows: Value, in frame: Frame?) -> Value? {
    let elements = elements(of: rows, in: frame)
    guard !elements.isEmpty, elements.count <= Self.maxElements else { return nil }
    var entries: [TableEntry] = []
    for element in elements {
      guard let key = self.element(0, of: element).constantText else { return nil }
      entries.append(TableEntry(key: key, value: self.element(1, of: element)))
    }
    return .table(entries)
  }

  /// What a parameter, or each name of its pattern, is for an argument.
  private func bindings(of parameter: NodeRef, to element: Value) -> [NodeRef: Value] {
    guard let file = program.file(parameter.file) else { return [:] }
    var found: [NodeRef: Value] = [:]
    bind(parameter, to: element, file, &found)
    return found
  }

  /// A member of an object that a literal spreads, where that is a module: `{ ...require("./more") }`.
  func spreadMember(_ name: String, of literal: NodeRef) -> Value? {
    guard let file = program.file(literal.file), file[literal.node].kind == .dictionary else { return nil }
    for child in file.children(literal.node).reversed() where file[child].kind == .spread {
      if case .module(let id) = self.child(.value, of: NodeRef(file: literal.file, node: child)),
        let value = exported(name, from: id), value != .unknown
      {
        return value
      }
    }
    return nil
  }

  // MARK: Variadic parameters

  /// What a variadic parameter gets: the positional arguments from a position on. `nil` when some of them stand in a
  /// spread that can't be seen.
  func rest(from position: Int, of call: NodeRef, in frame: Frame?) -> [Value]? {
    guard let file = program.file(call.file) else { return nil }
    var values: [Value] = []
    for child in file.children(call.node, .argument) where file[child].kind != .keywordArgument {
      guard values.count < Self.maxRows else { return nil }
      guard file[child].kind == .spread else {
        values.append(value(of: NodeRef(file: call.file, node: child), in: frame))
        continue
      }
      let given = self.child(.value, of: NodeRef(file: call.file, node: child), in: frame)
      switch given {
      case .row(let row): values += row
      case .literal: values += elements(of: given, in: frame)
      default: return nil
      }
    }
    return position <= values.count ? Array(values[position...]) : nil
  }
}
