internal import Model
internal import Source

/// How large a table gets, as far as its name tells.
enum Growth {
  /// Somebody maintains these by hand, or they come with the code: a page would be of no use.
  private static let small: Set<String> = [
    "country", "currency", "language", "locale", "timezone", "role", "permission", "scope", "setting", "config",
    "configuration", "preference", "option", "status", "state", "type", "kind", "plan", "tier", "level", "feature",
    "flag", "plugin", "module", "extension", "theme", "template", "category", "unit", "region", "province", "policy",
    "provider", "connector", "integration", "version", "migration", "menu", "banner", "faq", "section", "department",
    "group", "team", "organization", "organisation", "workspace", "tenant", "site", "environment", "channel",
    "destination", "source", "queue", "schedule", "backend", "engine", "server", "node", "domain", "tag", "label",
    "field", "column", "layout", "dashboard", "view", "webhook", "household", "tool", "food", "sport", "model",
    "page", "platform", "parameter", "quota", "price", "rate", "authority", "zone", "key", "wallet",
  ]

  /// Every use of the service adds to these.
  private static let growing: Set<String> = [
    "order", "event", "log", "message", "comment", "post", "notification", "transaction", "payment", "invoice",
    "activity", "history", "audit", "record", "ticket", "article", "review", "request", "job", "run", "booking",
    "reservation", "measurement", "reading", "upload", "file", "document", "email", "delivery", "shipment", "visit",
    "result", "submission", "attempt", "session", "token", "vote", "like", "feedback", "follow", "entry", "user",
    "customer",
    "account", "member", "contact", "lead", "photo", "image", "video", "memo", "revision", "certificate", "sample",
  ]

  /// Names of this kind stay few.
  static func isSmall(_ table: String) -> Bool { last(table).map { small.contains($0) } ?? false }

  /// Names of this kind grow with use.
  static func isGrowing(_ table: String) -> Bool { last(table).map { growing.contains($0) } ?? false }

  /// The word that says what a table holds: "item" of "OrderItem" and of "order_items".
  static func last(_ table: String) -> String? { Words.of(table).last.map(singular) }

  /// "categories" is "category", "orders" is "order".
  static func singular(_ word: String) -> String {
    if word.count > 4, word.hasSuffix("ies") { return word.dropLast(3) + "y" }
    if word.count > 4, ["sses", "xes", "ches", "shes"].contains(where: word.hasSuffix) {
      return String(word.dropLast(2))
    }
    if word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us") {
      return String(word.dropLast())
    }
    return word
  }
}
