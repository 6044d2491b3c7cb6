internal import Model

/// Keeps the read-modify-writes that are of tables' columns, and sees which of them a lock protects.
enum UpdateStage {
  /// Calls followed from a writing function to one that locks, in each direction.
  private static let reach = 3

  static func kept(_ candidates: [ReadModifyWrite], _ backend: Backend) -> [ReadModifyWrite] {
    guard !candidates.isEmpty, !backend.tables.isEmpty else { return [] }
    let tables = Dictionary(grouping: backend.tables) { $0.model.lowercased() }
    return candidates.compactMap { candidate in
      let name = candidate.table.lowercased().filter { $0 != "_" }
      guard let table = tables[name]?.first, tables[name]?.count == 1,
        table.columns.contains(where: { names($0.name, candidate.column) })
      else { return nil }
      var update = candidate
      update.table = table.name
      update.isProtected = update.isProtected || isLocked(table, around: candidate.function, backend)
      return update
    }
  }

  /// "unit_price" is the column of a field `UnitPrice`.
  private static func names(_ column: String, _ field: String) -> Bool {
    column == field || column.filter { $0 != "_" }.lowercased() == field.lowercased()
  }

  /// Whether a function, what it calls or what calls it locks rows of a table.
  private static func isLocked(_ table: Table, around function: FunctionID, _ backend: Backend) -> Bool {
    var seen: Set<FunctionID> = [function]
    var down = [function]
    var up = [function]
    for _ in 0..<reach {
      if (down + up).contains(where: { locks(table, in: $0, backend) }) { return true }
      down = down.flatMap { backend[$0].calls.map(\.callee) }.filter { seen.insert($0).inserted }
      up = up.flatMap { backend[$0].callers }.filter { seen.insert($0).inserted }
      // A caller's other callees may have locked before.
      down += up.flatMap { backend[$0].calls.map(\.callee) }.filter { seen.insert($0).inserted }
      if seen.count > 300 { return false }
    }
    return false
  }

  private static func locks(_ table: Table, in function: FunctionID, _ backend: Backend) -> Bool {
    backend[function].effects.contains { index in
      guard case .query(let query) = backend.effects[index].kind, query.locksRows else { return false }
      return query.tables.isEmpty || query.tables.contains { $0 == table.model || $0 == table.name }
    }
  }
}
