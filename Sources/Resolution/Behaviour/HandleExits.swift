internal import Source
internal import Syntax

/// The ways out of a function on which a handle is still open.
struct HandleExits {
  let reader: HandleReader
  let name: Name
  /// What says that there is no handle.
  let error: Name?
  /// The statement that got it.
  let acquired: NodeID
  /// The loop at whose end it is given back by itself.
  let isRows: NodeID?

  private var file: SyntaxFile { reader.file }

  /// The ways out between the acquisition and a place that no release comes before.
  func open(before end: NodeID, releases: [NodeID]) -> [NodeID] {
    var found = exits(until: end).filter { exit in
      !releases.contains { covers($0, exit) } && !(isRows.map { file[$0].next <= exit } ?? false)
    }
    if end == file[reader.function].next, let last = fallsOff, !releases.contains(where: { covers($0, last) }),
      isRows == nil
    {
      found.append(last)
    }
    return found
  }

  /// The ways out of the loop that reads it to its end.
  func leaving(_ loop: NodeID) -> [NodeID] {
    exits(until: file[loop].next).filter { $0 > loop }
      + breaks(of: loop)
  }

  private func breaks(of loop: NodeID) -> [NodeID] {
    (loop..<file[loop].next).filter { node in
      file[node].kind == .jump && !file[node].flags.contains(.isContinue)
        && file.ancestor(of: node) { [.forEach, .forLoop, .whileLoop, .switchStatement, .function].contains($0.kind) }
          == loop
    }
  }

  /// Returns, and rounds of a loop that begin anew, with the handle open.
  private func exits(until end: NodeID) -> [NodeID] {
    let loop = enclosingLoop(of: acquired)
    return (file[acquired].next..<min(end, file[reader.function].next)).filter { node in
      switch file[node].kind {
      case .returnStatement: isOwn(node) && !isGuarded(node)
      case .jump:
        file[node].flags.contains(.isContinue) && loop != nil && enclosingLoop(of: node) == loop && isOwn(node)
          && !isGuarded(node)
      default: false
      }
    }
  }

  /// The end of a function that no return stands at.
  private var fallsOff: NodeID? {
    guard enclosingLoop(of: acquired) == nil, let body = file.child(reader.function, .body) else { return nil }
    var last: NodeID?
    for child in file.children(body) { last = child }
    guard let last else { return nil }
    switch file[last].kind {
    case .returnStatement, .forLoop, .whileLoop, .switchStatement, .ifStatement: return nil
    case .call where file.text(last).hasPrefix("panic"): return nil
    // The acquisition itself is the last statement, or it stands within it.
    default: return last > acquired ? last : nil
    }
  }

  private func enclosingLoop(of node: NodeID) -> NodeID? {
    let found = file.ancestor(of: node) { [.forEach, .forLoop, .whileLoop, .function].contains($0.kind) }
    return found.flatMap { file[$0].kind == .function ? nil : $0 }
  }

  /// Not in a function inside.
  private func isOwn(_ node: NodeID) -> Bool {
    file.ancestor(of: node) { $0.kind == .function } == reader.function
  }

  /// Under `if err != nil` right after the acquisition, or `if rows == nil`: there is nothing to give back.
  private func isGuarded(_ exit: NodeID) -> Bool {
    var node = exit
    while node != reader.function, node != 0 {
      let parent = file[node].parent
      if file[parent].kind == .ifStatement, node != file.child(parent, .condition), parent > acquired,
        let condition = file.child(parent, .condition), asks(condition), !isReassigned(before: parent)
      {
        return true
      }
      node = parent
    }
    return false
  }

  /// The error, the handle itself, or the handle's own error.
  private func asks(_ condition: NodeID) -> Bool {
    (condition..<file[condition].next).contains { node in
      guard file[node].kind == .name else { return false }
      if let error, file[node].name == error { return true }
      guard file[node].name == name else { return false }
      let parent = file[node].parent
      return file[parent].kind == .comparison
        || file[parent].kind == .member && file[file[parent].parent].kind == .comparison
          && file.text(parent).hasSuffix(".Error")
    }
  }

  /// The error is about something else by then.
  private func isReassigned(before place: NodeID) -> Bool {
    guard let error else { return false }
    var node = file[acquired].next
    while node < place {
      if file[node].kind == .name, file[node].name == error, isTarget(node) { return true }
      node += 1
    }
    return false
  }

  private func isTarget(_ name: NodeID) -> Bool {
    if file[name].role == .target { return true }
    let parent = file[name].parent
    return file[parent].kind == .tuple && file[parent].role == .target
  }

  /// Whether a release runs on every way to an exit: the block that it stands in is around the exit, or left only where
  /// there is nothing to give back.
  private func covers(_ release: NodeID, _ exit: NodeID) -> Bool {
    if exit <= release, release < file[exit].next { return true }
    guard release < exit else { return false }
    var node = release
    while node != reader.function, node != 0 {
      let parent = file[node].parent
      if file[parent].kind == .block || file[parent].kind == .switchCase {
        if parent <= exit, exit < file[parent].next { return true }
        let owner = file[parent].parent
        guard file[owner].kind == .ifStatement, let condition = file.child(owner, .condition), asks(condition) else {
          // A loop that is left is left behind it.
          guard [.forEach, .forLoop, .whileLoop, .block].contains(file[owner].kind) else { return false }
          node = owner
          continue
        }
        node = owner
        continue
      }
      node = parent
    }
    return false
  }
}
