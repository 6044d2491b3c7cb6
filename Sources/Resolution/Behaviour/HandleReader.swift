internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Follows what a call brings through its function, to where it is given back and to the ways out before that. What is
/// handed on (returned, kept, passed to somebody who may give it back) is somebody else's to give back.
struct HandleReader {
  let evaluator: Evaluator
  let id: FileID
  let file: SyntaxFile
  let function: NodeID

  /// What becomes of a handle.
  struct Fate {
    var release: Handle.Release
    var exits: [NodeID]
  }

  /// `nil` when it is given back on every way out, or may be.
  func fate(of call: NodeID, _ fact: CallFact) -> Fate? {
    guard let ways = fact.properties["release"], let held = holder(of: call) else { return nil }
    let releases = ways.split(separator: " ").map { $0.split(separator: ".").map(String.init) }
    guard let name = held.name else { return Fate(release: .never, exits: []) }
    var uses = HandleUses(reader: self, name: name, releases: releases, what: fact.properties["acquires"] ?? "")
    uses.read(after: file[held.statement].next, until: file[function].next)
    if uses.escapes { return nil }
    let exits = HandleExits(
      reader: self, name: name, error: held.error, acquired: held.statement, isRows: uses.isReadToEnd)
    if let first = uses.deferred.min() {
      let open = exits.open(before: first, releases: uses.released)
      return open.isEmpty ? nil : Fate(release: .sometimes, exits: open)
    }
    if !uses.released.isEmpty {
      let open = exits.open(before: file[function].next, releases: uses.released)
      return open.isEmpty ? nil : Fate(release: .sometimes, exits: open)
    }
    guard let loop = uses.readingLoop else { return Fate(release: .never, exits: []) }
    let open = exits.leaving(loop)
    return open.isEmpty ? nil : Fate(release: .atEnd, exits: open)
  }

  private struct Holder {
    let statement: NodeID
    /// `nil` when nothing keeps it.
    let name: Name?
    let error: Name?
  }

  /// The variable of this function that a call's first result is kept in.
  private func holder(of call: NodeID) -> Holder? {
    if file[call].role == .statement { return Holder(statement: call, name: nil, error: nil) }
    let statement = file[call].parent
    guard file[statement].kind == .assignment, file[call].role == .value, var target = file.child(statement, .target)
    else { return nil }
    var error: Name?
    if file[target].kind == .tuple {
      let parts = file.children(target).map { $0 }
      guard let first = parts.first else { return nil }
      if let last = parts.last, last != first { error = file[last].name }
      target = first
    }
    guard file[target].kind == .name else { return nil }
    if file[target].name.isNone || file.text(target) == "_" {
      return Holder(statement: statement, name: nil, error: error)
    }
    // One of an outer function, or of the package, lives on.
    if !file[statement].flags.contains(.declaration), !isOwn(file[target].name) { return nil }
    return Holder(statement: statement, name: file[target].name, error: error)
  }

  private func isOwn(_ name: Name) -> Bool {
    guard let index = evaluator.program.index(of: id), let scope = index.scope(openedBy: function) else { return false }
    return !index.bindings(of: name, in: scope).isEmpty
  }
}

/// The uses of a variable that holds a handle.
struct HandleUses {
  let reader: HandleReader
  let name: Name
  let releases: [[String]]
  let what: String
  /// Releases that run when the function ends, however it does.
  private(set) var deferred: [NodeID] = []
  private(set) var released: [NodeID] = []
  private(set) var escapes = false
  /// `for rows.Next()`
  private(set) var readingLoop: NodeID?

  private var file: SyntaxFile { reader.file }
  private var evaluator: Evaluator { reader.evaluator }

  var isReadToEnd: NodeID? { readingLoop }

  init(reader: HandleReader, name: Name, releases: [[String]], what: String) {
    self.reader = reader
    self.name = name
    self.releases = releases
    self.what = what
  }

  mutating func read(after start: NodeID, until end: NodeID) {
    var node = start
    while node < end, !escapes {
      if file[node].kind == .name, file[node].name == name, file[node].role != .target { note(node) }
      node += 1
    }
  }

  private mutating func note(_ use: NodeID) {
    let lambda = innerFunction(of: use)
    if let release = release(at: use) {
      guard let lambda else { return released.append(release) }
      if isDeferred(lambda) { deferred.append(file[lambda].parent) } else { escapes = true }
      return
    }
    if let lambda, isDeferred(lambda), file[use].role == .argument { return deferred.append(file[lambda].parent) }
    // A function that may run later keeps it.
    if let lambda, !isDeferred(lambda), isStarted(lambda) || file[use].role == .argument || isKept(lambda) {
      escapes = true
      return
    }
    noteLoop(use)
    if hands(use) { escapes = true }
  }

  /// The call that gives it back, when a use is part of one: `response.Body.Close()`.
  private func release(at use: NodeID) -> NodeID? {
    for path in releases {
      var node = use
      var matches = true
      for part in path {
        let parent = file[node].parent
        guard file[parent].kind == .member, file[node].role == .object,
          evaluator.program.text(file[parent].name) == part
        else {
          matches = false
          break
        }
        node = parent
      }
      if matches, file[node].role == .callee { return file[node].parent }
    }
    return nil
  }

  private func innerFunction(of use: NodeID) -> NodeID? {
    var node = use
    while node != reader.function, node != 0 {
      if file[node].kind == .function { return node }
      node = file[node].parent
    }
    return nil
  }

  private func isDeferred(_ lambda: NodeID) -> Bool {
    file[file[lambda].parent].kind == .call && isCalled("defer", file[lambda].parent)
  }

  private func isKept(_ lambda: NodeID) -> Bool {
    [.returnStatement, .tuple, .assignment, .keywordArgument, .pair, .list].contains(file[file[lambda].parent].kind)
  }

  private func isStarted(_ lambda: NodeID) -> Bool { isCalled("go", file[lambda].parent) }

  private func isCalled(_ name: String, _ call: NodeID) -> Bool {
    guard file[call].kind == .call, let callee = file.child(call, .callee), file[callee].kind == .name else {
      return false
    }
    return evaluator.program.text(file[callee].name) == name
  }

  private mutating func noteLoop(_ use: NodeID) {
    let member = file[use].parent
    guard file[member].kind == .member, ["Next", "NextResultSet"].contains(evaluator.program.text(file[member].name)),
      file[file[member].parent].kind == .call
    else { return }
    let call = file[member].parent
    if file[call].role == .condition, [.whileLoop, .forLoop].contains(file[file[call].parent].kind) {
      readingLoop = readingLoop ?? file[call].parent
    }
  }

  /// Whether a use hands it on to somebody who may give it back.
  private func hands(_ use: NodeID) -> Bool {
    var node = use
    // `response.Body`, not what is asked of it: `response.StatusCode`.
    if file[file[node].parent].kind == .member, file[node].role == .object {
      let member = file[node].parent
      guard releases.contains(where: { $0.count > 1 && $0[0] == evaluator.program.text(file[member].name) }) else {
        return false
      }
      node = member
      if file[file[node].parent].kind == .member { return false }
      if file[node].role == .argument { return takes(file[node].parent) }
    }
    let parent = file[node].parent
    switch file[parent].kind {
    case .returnStatement, .keywordArgument, .pair, .list, .tuple, .assignment, .binary: return true
    case .call:
      guard file[node].role == .argument else { return false }
      return what == "transaction" ? ends(parent) : true
    default: return false
    }
  }

  /// A reader of the body that may close it: one of the project's own, or one that wraps it.
  private func takes(_ call: NodeID) -> Bool {
    guard let callee = file.child(call, .callee) else { return true }
    let value = evaluator.value(of: NodeRef(file: reader.id, node: callee))
    guard let name = value.externalName else { return true }
    return ["NopCloser", "MaxBytesReader", "NewReadCloser"].contains { name.hasSuffix($0) }
  }

  /// A function of the project that commits or rolls back what it is given; one that is not seen may.
  private func ends(_ call: NodeID) -> Bool {
    guard let callee = file.child(call, .callee) else { return true }
    switch evaluator.value(of: NodeRef(file: reader.id, node: callee)) {
    case .function(let function), .bound(let function, _):
      guard let other = evaluator.program.file(function.file) else { return true }
      return (function.node..<other[function.node].next).contains { node in
        other[node].kind == .member
          && releases.contains { $0.last == evaluator.program.text(other[node].name) }
      }
    case .type, .external, .object, .member: return false
    default: return true
    }
  }
}
