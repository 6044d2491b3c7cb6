internal import Findings
internal import Model
internal import Source

/// D05. A look whether a row exists, then its insertion, with nothing in the database that refuses a second one.
enum CheckThenInsertRule: Rule {
  static let info = RuleInfo(
    name: "check-then-insert", alias: "D05", pillar: .dataIntegrity, level: .error, confidence: .medium,
    summary: "whether a row exists is asked first, and no unique index refuses a second one",
    why: """
      Between the question and the insertion another request asks the same question and gets the same answer. Both \
      insert, and from then on there are two rows where the code expects one.
      """,
    quietWhen: [
      "a unique index or constraint covers columns that were asked for, also below an owner",
      "the insertion handles a conflict, or the row that decides is locked",
      "the question is by key, by owner or by state only",
      "the tables are not known",
      "a note only: none but administrators reach it, or the table holds settings",
    ],
    example: "if db.scalar(select(User).where(User.email == email)): raise Taken\ndb.add(User(email=email))",
    instead: "email: Mapped[str] = mapped_column(unique=True)  # and catch IntegrityError",
    cwe: [367], references: ["https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT"])

  static func check(_ context: RuleContext) -> [Finding] {
    var found: [Location: Finding] = [:]
    var known: [EffectID: Asked?] = [:]
    for endpoint in context.backend.endpoints {
      let steps = context.paths[endpoint.id].steps
      for position in steps.indices {
        let id = steps[position].effect
        guard case .query = context.backend.effects[Int(id.index)].kind else { continue }
        // Many endpoints may reach one query: what it asks for is the same for all.
        let asked = known[id] ?? asked(context.backend[id], context.backend)
        known[id] = .some(asked)
        guard let asked else { continue }
        let look = context.backend[id]
        guard found[look.location] == nil,
          let insertion = insertion(into: asked.table, after: position, steps, context.backend)
        else { continue }
        found[look.location] = finding(look, insertion, asked, endpoint, context)
      }
    }
    return joined(found.values.sorted { $0.location < $1.location })
  }

  /// What asks in several places before one insertion is mended once.
  private static func joined(_ findings: [Finding]) -> [Finding] {
    var joined: [Finding] = []
    var places: [String: Int] = [:]
    for finding in findings {
      let key = "\(finding.related.first.map { "\($0.location)" } ?? "") \(finding.message)"
      guard let place = places[key] else {
        places[key] = joined.count
        joined.append(finding)
        continue
      }
      joined[place].related.append(Finding.Related(finding.location, "asked here as well"))
    }
    return joined
  }

  private struct Asked {
    let table: Table
    let columns: [String]
  }

  /// Columns that identify something for people, and so should be unique.
  private static let natural: Set<String> = [
    "email", "username", "name", "slug", "code", "sku", "isbn", "login", "handle", "nickname", "phone", "domain",
    "reference",
    "external", "number", "hash", "fingerprint", "address", "key", "title",
  ]

  private static func asked(_ effect: Effect, _ backend: Backend) -> Asked? {
    guard case .query(let query) = effect.kind, query.operation == .select, !query.isByKey, !query.locksRows,
      query.bound == .single || query.bound == .aggregate || query.bound == .limited, let name = query.tables.first,
      let table = backend.table(named: name), !table.columns.isEmpty
    else { return nil }
    let known = Set(table.columns.map(\.name))
    let columns = query.filters.filter { known.contains($0) }
    guard columns.count == query.filters.count,
      columns.contains(where: { Words.of($0).contains { natural.contains($0) } }),
      !isUnique(columns, table)
    else { return nil }
    return Asked(table: table, columns: columns)
  }

  private static func isUnique(_ columns: [String], _ table: Table) -> Bool {
    let asked = Set(columns)
    let keys = table.columns.filter(\.isPrimaryKey).map(\.name)
    return table.uniques.contains { unique in
      // Unique below an owner, whose column another part of the query may compare.
      let others = unique.filter { !asked.contains($0) }
      return !unique.isEmpty && others.allSatisfy { $0.hasSuffix("_id") }
        && (others.isEmpty || unique.contains { asked.contains($0) && !$0.hasSuffix("_id") })
    }
      || !keys.isEmpty && asked.isSuperset(of: keys)
  }

  private static func insertion(
    into table: Table, after position: Int, _ steps: [RequestPath.Step], _ backend: Backend
  ) -> Effect? {
    for step in steps[(position + 1)...].prefix(40) {
      // What a guard before the handler asks is not about what the handler adds.
      if step.root != steps[position].root { continue }
      let effect = backend[step.effect]
      if case .query(let query) = effect.kind, query.operation == .insert, let name = query.tables.first,
        name.lowercased() == table.model.lowercased() || name == table.name
      {
        return query.handlesConflict || effect.context.handler != nil ? nil : effect
      }
    }
    return nil
  }

  /// Rows that are written when somebody saves a form of settings.
  private static func holdsSettings(_ table: Table) -> Bool {
    Words.of(table.model.isEmpty ? table.name : table.model).last.map {
      ["setting", "settings", "configuration", "config", "option", "options", "preference", "preferences"].contains($0)
    } ?? false
  }

  private static func finding(
    _ look: Effect, _ insertion: Effect, _ asked: Asked, _ endpoint: Endpoint, _ context: RuleContext
  ) -> Finding {
    let columns = asked.columns.joined(separator: ", ")
    let callers = context.reach.endpoints(of: look.function)
    let isForStaff = !callers.isEmpty && callers.allSatisfy { context.backend[$0].isForStaff }
    return Finding(
      rule: info, level: isForStaff || holdsSettings(asked.table) ? .note : nil,
      message: "\(asked.table.name) is asked for \(columns), then inserted into; nothing makes \(columns) unique",
      scenario: """
        Two calls of \(endpoint.title) with the same \(columns) arrive together: both see that there is none, both insert, \
        and two rows stay.
        """,
      location: look.location, related: [Finding.Related(insertion.location, "the insertion")],
      endpoints: context.endpoints(reaching: look.function),
      remedy: "make \(columns) unique in the database, and answer its refusal",
      subject: "\(context.backend[look.function].name) \(asked.table.name)")
  }
}
