internal import Model

extension ContextBundle {
  /// Data stores and tables.
  var dataSection: Section {
    let stores = backend.dataStores.map { Section.Item(line(of: $0)) }
    let tables = backend.tables.map { table in
      Section.Item(line(of: table), detail: columns(of: table), rank: 1)
    }
    return Section(
      name: "data model", title: "## Data model", items: stores + tables, weight: 3, detailWeight: 3,
      more: "more tables", detailName: "columns")
  }

  private func line(of store: DataStore) -> String {
    let driver = store.driver.isEmpty ? "" : " through \(SafeText.plain(store.driver, limit: 60))"
    let pool =
      store.pool.map { ", pool of \($0.size.map(String.init) ?? "unknown size")\($0.isDefault ? " (default)" : "")" }
      ?? ""
    let engine = store.engine.isEmpty ? "unknown engine" : SafeText.plain(store.engine, limit: 60)
    return "- store: \(store.kind.rawValue) \(engine)\(driver) (\(Words.place(store.location)))\(pool)"
  }

  private func line(of table: Table) -> String {
    let model = table.model.isEmpty || table.model == table.name ? "" : "\(SafeText.plain(table.model, limit: 80)), "
    let relations = table.relations.map { "\(SafeText.plain($0.target, limit: 60))\($0.isCollection ? " (many)" : "")" }
    let suffix = relations.isEmpty ? "" : " → \(Words.list(Words.counted(relations), limit: 8))"
    return "- \(SafeText.code(table.name)) (\(model)\(Words.place(table.location)))\(suffix)"
  }

  private func columns(of table: Table) -> String? {
    guard !table.columns.isEmpty else { return nil }
    let words = table.columns.map { column in
      let type = column.type.isEmpty ? "" : " \(SafeText.plain(column.type, limit: 40))"
      return
        "\(SafeText.plain(column.name, limit: 60))\(type)\(column.isPrimaryKey ? " key" : "")\(column.isNullable == true ? "?" : "")"
    }
    let uniques = table.uniques.filter { unique in
      !table.columns.contains { $0.isPrimaryKey && unique == [$0.name] }
    }
    let unique =
      uniques.isEmpty
      ? ""
      : "; unique \(Words.list(uniques.map { "(\($0.map { SafeText.plain($0, limit: 60) }.joined(separator: ", ")))" }, limit: 4))"
    return "  \(Words.list(words, limit: 24))\(unique)"
  }
}
