internal import Model
internal import Source

/// What a service owes to somebody: work that is missed when a restart loses it.
enum Durable {
  private static let owed: Set<String> = [
    "mail", "email", "emails", "mailer", "sms", "payment", "payments", "pay", "charge", "charges", "refund", "refunds",
    "invoice", "invoices", "billing", "payout", "payouts", "transfer", "webhook", "webhooks", "order", "orders",
    "shipment", "notify", "notification", "notifications", "invite", "invitation", "fulfil", "fulfill", "receipt",
  ]
  private static let lossy: Set<String> = [
    "analytics", "telemetry", "metric", "metrics", "track", "tracking", "stats", "sentry", "log", "logs", "logging",
    "audit", "ping", "heartbeat", "warm", "prefetch", "cache", "broadcast", "emit", "publish", "socket", "websocket",
  ]

  /// What kind of owed work an effect is: "an e-mail", "POST https://…"; `nil` for what may get lost.
  static func kind(of effect: Effect, on way: @autoclosure () -> [Function]) -> (what: String, isSure: Bool)? {
    switch effect.kind {
    case .mail: return ("an e-mail", true)
    case .outbound(let call):
      guard ["POST", "PUT", "PATCH", "DELETE"].contains(call.method) else { return nil }
      // What a function without a name lies in says nothing about it.
      let way = way().filter { !($0.location.isGo && $0.name.hasSuffix("<lambda>")) }
      let words = Set(way.flatMap { Words.of($0.name) } + Words.of(effect.callee))
      let file = Set(Words.of(effect.location.file))
      let named = words.union(Words.of(call.destination))
      let isNamed = !named.isDisjoint(with: owed)
      if !isNamed, !named.isDisjoint(with: lossy) { return nil }
      let isOwed = isNamed || !file.isDisjoint(with: owed)
      let target = call.destination.isEmpty ? "a remote service" : call.destination
      return ("\(call.method) to \(target)", isOwed)
    default: return nil
    }
  }
}

extension Location {
  /// Whether another place lies on the lines of this one.
  func covers(_ other: Location) -> Bool {
    file == other.file && startLine <= other.startLine && other.endLine <= endLine
  }
}
