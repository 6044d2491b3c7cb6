internal import Findings
internal import Model
internal import Source

/// P04. A listing that answers with however many rows there are.
enum ListUnpaginatedRule: Rule {
  static let info = RuleInfo(
    name: "list-unpaginated", alias: "P04", pillar: .performance, level: .warning, confidence: .medium,
    summary: "a listing has no limit on its rows",
    why: """
      The list is short on the day it is written. It grows with the business, and each call reads, holds, encodes and \
      sends all of it: first the endpoint gets slow, then a handful of calls at once take the process's memory.
      """,
    quietWhen: [
      "the query has a limit, or a paginator runs it",
      "the table is kept small by its nature: roles, countries, settings, tags (a note when administrators fill it)",
      "the rows are only counted or summed up, or one of them is taken",
      "the rows are not what the endpoint lists: it reads them for something else",
      "a reactive repository answers them as a stream: then it is a note",
      "they are parts of one thing that the call names, no person or tenant (files of a document): then it is a note",
    ],
    example: "@app.get(\"/orders\")\ndef orders():\n    return db.scalars(select(Order)).all()",
    instead: "db.scalars(select(Order).order_by(Order.id).where(Order.id > after).limit(50)).all()",
    cwe: [770, 1049],
    references: [
      "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
      "https://use-the-index-luke.com/no-offset",
    ])

  static func check(_ context: RuleContext) -> [Finding] {
    var found: [EffectID: [Endpoint]] = [:]
    for endpoint in context.backend.endpoints where isListing(endpoint) {
      for step in context.paths[endpoint.id].steps where !step.isSpawned && step.loops.isEmpty {
        guard case .query(let query) = context.backend[step.effect].kind, lists(query, endpoint, context.backend) else {
          continue
        }
        found[step.effect, default: []].append(endpoint)
      }
    }
    // Where the caller may ask for a page, rule P05 speaks of its size.
    let paged = Set(context.backend.flows.filter { $0.sink == .pageSize }.map(\.function))
    found = found.filter { !paged.contains(context.backend[$0.key].function) }
    let writers = Writers(context)
    // Branches of one function are mended together: the one that filters less shows it.
    let ids = found.keys.sorted()
    let wider = ids.filter { isEverything($0, context.backend) } + ids.filter { !isEverything($0, context.backend) }
    let listings = wider.compactMap { id in
      finding(id, found[id] ?? [], writers, context).map { (function: context.backend[id].function, finding: $0) }
    }
    return joined(listings) + frameworkListings(writers, context)
  }

  private static func isEverything(_ id: EffectID, _ backend: Backend) -> Bool {
    if case .query(let query) = backend[id].kind { return query.bound == .everything }
    return false
  }

  /// Words of endpoints that compute something from the rows, or hand them on as a stream or a file.
  private static let others: Set<String> = [
    "count", "stat", "statistic", "summary", "export", "download", "csv", "xlsx", "sitemap", "metric", "dashboard",
    "choice", "tree", "export", "feed", "rss", "report", "health", "me", "current", "latest", "random", "backup",
    "seed",
  ]

  private static func isListing(_ endpoint: Endpoint) -> Bool {
    guard endpoint.method == "GET" || endpoint.method == "ANY", endpoint.transport == .http,
      !endpoint.path.hasSuffix("}")
    else { return false }
    return !(endpoint.words.last.map { others.contains(Growth.singular($0)) } ?? true)
  }

  /// The query reads without bound what the endpoint is named after.
  private static func lists(_ query: Query, _ endpoint: Endpoint, _ backend: Backend) -> Bool {
    guard query.operation == .select, !query.isSummedUp, query.bound == .everything || query.bound == .filtered,
      let table = query.tables.first, let word = Growth.last(table), !Growth.isSmall(table)
    else { return false }
    let named = Set((endpoint.words + Words.of(endpoint.handler.name)).map(Growth.singular))
    return named.contains(word) && !isUnique(query, table, backend)
  }

  /// The filter names a key: one row comes back at most.
  private static func isUnique(_ query: Query, _ table: String, _ backend: Backend) -> Bool {
    let filters = Set(query.filters)
    if query.isByKey || !filters.isDisjoint(with: ["id", "_id", "pk", "uuid", "slug"]) { return true }
    guard let table = backend.table(named: table) else { return false }
    let keys = table.uniques + table.columns.filter(\.isPrimaryKey).map { [$0.name] }
    return keys.contains { !$0.isEmpty && filters.isSuperset(of: $0) }
  }

  private static func finding(_ id: EffectID, _ endpoints: [Endpoint], _ writers: Writers, _ context: RuleContext)
    -> Finding?
  {
    let effect = context.backend[id]
    guard case .query(let query) = effect.kind, let table = query.tables.first, let first = endpoints.first else {
      return nil
    }
    let everything = query.bound == .everything
    let isOpen = writers.areAnyone(table)
    let part = query.filters.first.map { " of one \($0)" } ?? ""
    return Finding(
      rule: info,
      level: isSevere(query, table, first, writers) && !isStream(effect) && !endpoints.allSatisfy(\.isForStaff)
        ? .warning : .note,
      confidence: everything && isOpen ? .high : .medium,
      message:
        "\(first.title) answers with every \(table)\(everything ? "" : " that matches"): nothing limits how many",
      scenario: """
        The rows of \(table)\(everything ? "" : part) only ever get more. At 1 kB each, 50,000 of them are 50 MB that one \
        call reads, holds several times over while it encodes them, and sends; twenty such calls at once are a gigabyte.
        """,
      location: effect.location, endpoints: endpoints.map(\.title),
      remedy: "take a page: order by a key, start after the last one seen, and cap the page's size",
      subject: "\(context.backend[effect.function].name) \(table)")
  }

  /// The branches of one function are mended together.
  private static func joined(_ listings: [(function: FunctionID, finding: Finding)]) -> [Finding] {
    var joined: [Finding] = []
    var places: [String: Int] = [:]
    for (function, finding) in listings {
      let key = "\(function.index) \(finding.subject)"
      guard let place = places[key] else {
        places[key] = joined.count
        joined.append(finding)
        continue
      }
      joined[place].related.append(Finding.Related(finding.location, "here as well"))
      joined[place].endpoints += finding.endpoints.filter { !joined[place].endpoints.contains($0) }
      joined[place].level = max(joined[place].level, finding.level)
    }
    return joined
  }

  /// The rows come from the service's own use. Those that administrators type in, and the parts of one thing that the
  /// path names, stay few in most services.
  private static func isSevere(_ query: Query, _ table: String, _ endpoint: Endpoint, _ writers: Writers) -> Bool {
    if writers.areStaff(table) { return false }
    if query.bound != .everything {
      return Growth.isGrowing(table) && !endpoint.path.contains("{") && !query.filters.contains(where: isPartOf)
    }
    return writers.areAnyone(table) || Growth.isGrowing(table) && !writers.areSeenElsewhere
  }

  /// `Flux<Post>`: written as it is read, as fast as the caller takes it.
  private static func isStream(_ effect: Effect) -> Bool {
    effect.callee.contains("eactive") || effect.callee.contains("r2dbc")
  }

  private static let people: Set<String> = [
    "user", "account", "customer", "member", "owner", "author", "tenant", "organization", "merchant", "store", "shop",
    "project", "company", "client", "device", "channel", "room", "team", "workspace",
  ]

  /// `documentId`, `document_id`: the filter names what the rows are parts of.
  private static func isPartOf(_ filter: String) -> Bool {
    let plain = Words.of(filter).joined()
    guard let ending = ["ids", "id"].first(where: plain.hasSuffix), plain.utf8.count > ending.utf8.count + 2 else {
      return false
    }
    return !people.contains { plain.dropLast(ending.count).hasSuffix($0) }
  }

  /// Listings that a framework answers by itself.
  private static func frameworkListings(_ writers: Writers, _ context: RuleContext) -> [Finding] {
    context.backend.endpoints.compactMap { endpoint in
      guard endpoint.method == "GET", let listing = endpoint.listing, listing.isPaginated == false,
        !listing.entity.isEmpty, !Growth.isSmall(listing.entity)
      else { return nil }
      // What hangs on one thing that the path names stays few in most services.
      let grows = writers.areAnyone(listing.entity) || Growth.isGrowing(listing.entity)
      let isSevere = grows && !writers.areStaff(listing.entity) && !endpoint.path.contains("{")
      return Finding(
        rule: info, level: isSevere ? .warning : .note,
        message: "\(endpoint.title) answers with every \(listing.entity): nothing limits how many",
        scenario: """
          The rows of \(listing.entity) only ever get more. At 1 kB each, 50,000 of them are 50 MB that one call reads, \
          holds several times over while it encodes them, and sends.
          """,
        location: endpoint.handler.location, endpoints: [endpoint.title],
        remedy: "give the view, or all of them in the settings, a pagination class with a largest page",
        subject: "\(endpoint.handler.name) \(listing.entity)")
    }
  }
}
