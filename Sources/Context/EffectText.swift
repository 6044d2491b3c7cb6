package import Model

/// An effect in two short words for lists: what kind it is, and what it does to what.
package struct EffectText: Sendable, Hashable {
  /// A fixed vocabulary: "call", "query", "transaction", "cache", "publish", "enqueue", "spawn", "mail", "file",
  /// "process", "sleep", "compute", "token", "hash", "exit", "connect", "lock".
  package let kind: String
  package let what: String

  /// `nil` for effects that say nothing about the work of an endpoint: log lines and in-process buffers.
  package init?(_ effect: Effect, in backend: Backend) {
    switch effect.kind {
    case .outbound(let call): self.init("call", Self.text(of: call, callee: effect.callee))
    case .query(let query): self.init("query", Self.text(of: query))
    case .transaction(let step): self.init("transaction", step.rawValue)
    case .cache(let operation): self.init("cache", operation.verb.rawValue)
    case .publish(let topic): self.init("publish", topic)
    case .enqueue(let task, _): self.init("enqueue", task)
    case .spawn(let spawn): self.init("spawn", Self.text(of: spawn, in: backend))
    case .mail: self.init("mail", effect.callee)
    case .file(let operation): self.init("file", operation.rawValue)
    case .process(let shell): self.init("process", shell ? "\(effect.callee) through a shell" : effect.callee)
    case .sleep(let seconds): self.init("sleep", seconds.map { "\(Self.number($0)) s" } ?? "")
    case .compute(let what): self.init("compute", what)
    case .jwt(let token): self.init("token", token.verb.rawValue)
    case .hash(let algorithm): self.init("hash", algorithm)
    case .exit: self.init("exit", effect.callee)
    case .connect(let connection): self.init("connect", connection.kind.rawValue)
    case .lock: self.init("lock", effect.callee)
    case .log, .buffer: return nil
    }
  }

  private init(_ kind: String, _ what: String) {
    self.kind = kind
    self.what = SafeText.clean(what, limit: 160)
  }

  /// "query select users", for lists in one line.
  var line: String { what.isEmpty ? kind : "\(kind) \(what)" }

  private static func text(of call: OutboundCall, callee: String) -> String {
    let target = [call.method, call.destination.isEmpty ? callee : call.destination].filter { !$0.isEmpty }
    return target.joined(separator: " ") + (call.timeout == .none ? " (no timeout)" : "")
  }

  private static func text(of query: Query) -> String {
    let what = query.tables.isEmpty ? statementHead(query.statement) : query.tables.joined(separator: ", ")
    let verb = query.operation == .unknown || query.operation == .other ? "" : query.operation.rawValue
    let words = what.hasPrefix(verb) ? [what] : [verb, what]
    return words.filter { !$0.isEmpty }.joined(separator: " ") + (query.bound == .everything ? " (every row)" : "")
  }

  /// The first words of a statement whose tables could not be seen.
  private static func statementHead(_ statement: String) -> String {
    let words = statement.split(whereSeparator: \.isWhitespace)
    return words.prefix(6).joined(separator: " ") + (words.count > 6 ? " …" : "")
  }

  private static func text(of spawn: Spawn, in backend: Backend) -> String {
    guard let function = spawn.function else { return spawn.manner.rawValue }
    return "\(spawn.manner.rawValue) \(backend[function].name)"
  }

  static func number(_ value: Double) -> String {
    abs(value) < 1e15 && value == Double(Int(value)) ? String(Int(value)) : String(value)
  }
}

/// The effects of an endpoint or job in the order in which a request reaches them, each place once.
struct ReachedEffects {
  var effects: [(text: EffectText, effect: Effect)] = []
  /// The walk was cut at a bound; later effects are missing.
  var isTruncated: Bool

  init(_ path: RequestPath?, in backend: Backend) {
    isTruncated = path?.isTruncated ?? false
    var seen: Set<EffectID> = []
    for step in path?.steps ?? [] where seen.insert(step.effect).inserted {
      let effect = backend[step.effect]
      if let text = EffectText(effect, in: backend) { effects.append((text, effect)) }
    }
  }
}
