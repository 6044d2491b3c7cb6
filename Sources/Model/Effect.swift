package import Source

/// Index into `Backend.effects`.
package struct EffectID: Hashable, Sendable, Comparable {
  package let index: UInt32
  package init(index: UInt32) { self.index = index }
  package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// Something that a function does to the world outside it.
package struct Effect: Sendable {
  package var id: EffectID
  package var function: FunctionID
  package var location: Location
  /// The library's qualified name for it: "requests.post", "sqlalchemy.orm.Session.execute".
  package var callee: String
  package var kind: Kind
  /// It holds its thread until done, so that an event loop stands still.
  package var isBlocking: Bool
  package var context: EffectContext

  package enum Kind: Sendable {
    case outbound(OutboundCall)
    case query(Query)
    case transaction(TransactionStep)
    case cache(CacheOperation)
    case publish(topic: String)
    case enqueue(task: String, function: FunctionID?)
    case spawn(Spawn)
    case mail
    case file(FileOperation)
    case process(shell: Bool)
    case sleep(seconds: Double?)
    case compute(what: String)
    case jwt(TokenOperation)
    case hash(algorithm: String)
    case log
    case exit
    /// A client, pool or connection is made.
    case connect(Connection)
    /// An in-process queue, channel, pool or executor is made.
    case buffer(isBounded: Bool?)
    case lock
  }

  package init(
    id: EffectID, function: FunctionID, location: Location, callee: String, kind: Kind, isBlocking: Bool,
    context: EffectContext
  ) {
    self.id = id
    self.function = function
    self.location = location
    self.callee = callee
    self.kind = kind
    self.isBlocking = isBlocking
    self.context = context
  }
}

/// What surrounds an effect or a call within its own function.
package struct EffectContext: Sendable {
  /// Innermost last.
  package var loops: [Loop] = []
  /// Index into `Backend.transactions`.
  package var transaction: Int?
  /// Index into `Backend.handlers`: the `try` around it that catches.
  package var handler: Int?
  /// Index into `Backend.retries`.
  package var retry: Int?
  /// Index into `Backend.fanOuts`.
  package var fanOut: Int?
  /// Under a lock taken in this function.
  package var lock: Location?
  /// Under an `if`, a `case`, a `catch` or a conditional expression.
  package var isConditional = false
  /// Inside an error handler.
  package var isInCatch = false
  /// Awaited right here.
  package var isAwaited = false
  /// What it gives outlives the function: remembered by a decorator, kept in a global or an attribute.
  package var isKept = false
  /// A circuit breaker or bulkhead is around it.
  package var hasBreaker = false
  /// Nobody waits for the promise that it gives: `sendMail(order).catch(log)` in an asynchronous function.
  package var isFloating = false
  /// It is about a file that the code names: no request has a part in its path.
  package var isOnFixedFile = false
  /// A call that hands over a list of a few elements written out: `remove([document])`.
  package var handsFew = false
  /// The thread does nothing but wait for the task that it gives: C#'s `Load().Result`.
  package var holdsThread = false

  package init() {}
}

/// A limit on waiting.
package enum Timeout: Sendable, Hashable {
  /// Waits for ever: nothing sets one and the library's default is none.
  case none
  /// Set in code, in seconds where the value could be seen.
  case set(seconds: Double?)
  /// The library's own default, in seconds.
  case libraryDefault(seconds: Double)
  /// It could not be seen.
  case unknown
}

/// A call over the network to something that is no data store.
package struct OutboundCall: Sendable {
  /// Upper case; "" when unknown.
  package var method: String
  /// The URL as far as it is constant, with `{}` for the rest; "" when unknown.
  package var destination: String
  package var timeout: Timeout
  /// The call itself says that it waits for ever: `timeout=None`.
  package var waitsOnPurpose = false
  /// `false` when verification of the peer is switched off.
  package var verifiesTLS: Bool?
  /// An idempotency key is sent along.
  package var hasIdempotencyKey: Bool
  /// Its headers come from callers, which may send a key along.
  package var takesHeaders = false
  /// A circuit breaker or limiter guards it.
  package var hasBreaker: Bool
  /// Where the client is made that leaves it without a limit: what is mended there is mended for all of its calls.
  package var client: Location?

  package init(
    method: String, destination: String, timeout: Timeout, verifiesTLS: Bool? = nil, hasIdempotencyKey: Bool = false,
    hasBreaker: Bool = false, client: Location? = nil
  ) {
    self.method = method
    self.destination = destination
    self.timeout = timeout
    self.verifiesTLS = verifiesTLS
    self.hasIdempotencyKey = hasIdempotencyKey
    self.hasBreaker = hasBreaker
    self.client = client
  }
}

extension OutboundCall {
  /// By its method, doing it twice may be two times the work: a charge, a message, a row.
  package var mayRepeatWork: Bool { method == "POST" || method == "PATCH" }
}

/// A statement or ORM operation on a data store.
package struct Query: Sendable {
  package enum Operation: String, Sendable { case select, insert, update, delete, upsert, schema, other, unknown }

  /// How many rows can come back.
  package enum Bound: Sendable, Hashable {
    /// One row, by key or `first`.
    case single
    /// An aggregate, a count, an existence check.
    case aggregate
    /// A constant or checked limit.
    case limited
    /// A limit that the client chooses, and nothing caps.
    case requested
    /// All that match, filtered by something.
    case filtered
    /// All rows of the table.
    case everything
    /// Not seen.
    case unknown
  }

  package var operation: Operation
  /// Tables or models by name, the main one first.
  package var tables: [String]
  package var bound: Bound
  /// Columns that the filter names.
  package var filters: [String] = []
  /// The filter is the primary key alone.
  package var isByKey = false
  /// Where the key or filter came from, when it was a request's input: its name.
  package var inputFilter: String?
  /// Compares the row with the caller (owner, tenant, user) in the filter.
  package var isScopedToCaller = false
  /// Columns that a write names.
  package var columns: [String] = []
  /// The written values are an expression of the row's own columns, done by the database.
  package var isAtomicExpression = false
  /// `FOR UPDATE`, `with_for_update`, `select_for_update`, an optimistic version.
  package var locksRows = false
  /// Handles a conflict (`ON CONFLICT`, `get_or_create`, a caught integrity error).
  package var handlesConflict = false
  /// Outside a transaction it is durable by itself; `false` for units of work that wait for a commit.
  package var autocommits = true
  /// The statement's text as far as it is constant, with `{}` for the rest; "" for ORM operations.
  package var statement = ""
  /// Of its rows only their number, a sum or the like is used.
  package var isSummedUp = false
  /// Relations that it loads along.
  package var eagerRelations: [String] = []
  /// Statement timeout, where the call itself sets one.
  package var timeout: Timeout = .unknown

  package init(operation: Operation, tables: [String], bound: Bound) {
    self.operation = operation
    self.tables = tables
    self.bound = bound
  }

  /// Whether it changes rows.
  package var isWrite: Bool {
    switch operation {
    case .insert, .update, .delete, .upsert: true
    case .select, .schema, .other, .unknown: false
    }
  }
}

/// A step of a manual transaction or unit of work.
package enum TransactionStep: String, Sendable { case begin, commit, rollback, flush }

/// A cache operation.
package struct CacheOperation: Sendable {
  package enum Verb: String, Sendable { case get, set, delete, other }
  package var verb: Verb
  /// `nil` when unknown.
  package var expires: Bool?

  package init(verb: Verb, expires: Bool?) {
    self.verb = verb
    self.expires = expires
  }
}

/// Work that is started and goes on by itself.
package struct Spawn: Sendable {
  package enum Manner: String, Sendable { case task, thread, backgroundTask, timer, process, promise }
  package var manner: Manner
  package var function: FunctionID?
  /// Something keeps the task or handles its error.
  package var isSupervised: Bool?

  package init(manner: Manner, function: FunctionID?, isSupervised: Bool?) {
    self.manner = manner
    self.function = function
    self.isSupervised = isSupervised
  }
}

/// An operation on the file system.
package enum FileOperation: String, Sendable { case read, write, delete, list, send }

/// Signing, decoding or verifying a token.
package struct TokenOperation: Sendable {
  package enum Verb: String, Sendable { case sign, verify, decode }
  package var verb: Verb
  /// `false` when the signature is not checked.
  package var verifiesSignature: Bool?
  /// `false` when nothing limits how long it is valid.
  package var hasExpiry: Bool?
  /// The algorithms named; empty when none are.
  package var algorithms: [String]
  /// The key is a literal in the code.
  package var keyIsLiteral: Bool

  package init(
    verb: Verb, verifiesSignature: Bool?, hasExpiry: Bool?, algorithms: [String] = [], keyIsLiteral: Bool = false
  ) {
    self.verb = verb
    self.verifiesSignature = verifiesSignature
    self.hasExpiry = hasExpiry
    self.algorithms = algorithms
    self.keyIsLiteral = keyIsLiteral
  }
}

/// The making of a client, pool or connection.
package struct Connection: Sendable {
  package enum Kind: String, Sendable {
    case http, database, cache, broker, mail, cloud
    /// What clients or servers are made with, such as what they ask of a certificate; none is made here.
    case options
  }
  package var kind: Kind
  package var timeout: Timeout
  /// `false` when verification of the peer is switched off.
  package var verifiesTLS: Bool?
  /// Index into `Backend.dataStores`.
  package var dataStore: Int?

  package init(kind: Kind, timeout: Timeout, verifiesTLS: Bool? = nil, dataStore: Int? = nil) {
    self.kind = kind
    self.timeout = timeout
    self.verifiesTLS = verifiesTLS
    self.dataStore = dataStore
  }
}
