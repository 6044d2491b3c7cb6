package import Source

/// A region in which writes are committed together.
package struct Transaction: Sendable {
  /// How it is bounded.
  package enum Form: String, Sendable {
    /// A `with` block or a callback.
    case block
    /// A list of statements that are handed over at once: `prisma.$transaction([a, b])`.
    case batch
    /// A decorator or annotation on the whole function.
    case function
    /// Every request has one.
    case request
  }

  package var form: Form
  package var location: Location
  package var function: FunctionID?
  /// It is one of its own, whatever is open already: `REQUIRES_NEW`.
  package var isOwn = false

  package init(form: Form, location: Location, function: FunctionID?) {
    self.form = form
    self.location = location
    self.function = function
  }
}

/// A `catch`, `except` or `.catch()`.
package struct ErrorHandler: Sendable {
  package var function: FunctionID
  package var location: Location
  /// What it catches, as written; empty when everything.
  package var catches: [String]
  package var catchesEverything: Bool
  package var logs: Bool
  /// It throws, returns an error or another value, sets state, calls something: the error has a consequence.
  package var reacts: Bool
  /// A comment in it says why nothing is done.
  package var isDocumented: Bool
  /// It stands in another handler: what is guarded is cleaning up.
  package var isInCatch = false
  /// There is no handler: a call answers with its error, and nobody looks at it.
  package var drop: Drop?
  /// It catches the wish that its thread should end, and nobody learns of it any more.
  package var lostInterrupt: LostInterrupt?
  /// The effects in the guarded body, own function only.
  package var guarded: [EffectID] = []
  /// The functions of the project that the guarded body calls.
  package var guardedCalls: [FunctionID] = []

  /// How an error that a call answers with gets lost.
  package enum Drop: String, Sendable {
    /// The call stands by itself.
    case silent
    /// It is assigned to nothing, in writing: `_ = save()`.
    case written
  }

  /// What goes on after an interrupt was caught.
  package enum LostInterrupt: String, Sendable {
    /// A loop around it that has no other end.
    case endlessLoop
    /// What stands behind the wait, as if it had come to its end.
    case rest
  }

  package init(
    function: FunctionID, location: Location, catches: [String], catchesEverything: Bool, logs: Bool, reacts: Bool,
    isDocumented: Bool
  ) {
    self.function = function
    self.location = location
    self.catches = catches
    self.catchesEverything = catchesEverything
    self.logs = logs
    self.reacts = reacts
    self.isDocumented = isDocumented
  }
}

/// Something that tries again.
package struct Retry: Sendable {
  package enum Attempts: Sendable, Hashable { case bounded(Int?), unbounded, unknown }
  package enum Backoff: String, Sendable { case none, constant, growing, growingWithJitter, unknown }

  package var function: FunctionID
  package var location: Location
  /// "loop", "tenacity.retry", "axios-retry", …
  package var by: String
  package var attempts: Attempts
  package var backoff: Backoff

  package init(function: FunctionID, location: Location, by: String, attempts: Attempts, backoff: Backoff) {
    self.function = function
    self.location = location
    self.by = by
    self.attempts = attempts
    self.backoff = backoff
  }
}

/// Many things started at once: `gather`, `Promise.all`, a task per item.
package struct FanOut: Sendable {
  package var function: FunctionID
  package var location: Location
  package var source: Loop.Source
  /// A semaphore, limit or chunking bounds it.
  package var isBounded: Bool
  /// Where the calls that it starts are made: itself, or the loop or comprehension before it.
  package var work: Location

  package init(function: FunctionID, location: Location, source: Loop.Source, isBounded: Bool) {
    self.function = function
    self.location = location
    self.source = source
    self.isBounded = isBounded
    work = location
  }
}

/// A row is read, a new value is computed from its old one in the process, and it is written back.
package struct ReadModifyWrite: Sendable {
  package var function: FunctionID
  package var table: String
  package var column: String
  package var read: Location
  package var write: Location
  /// A row lock, a version check or a serializable transaction protects it.
  package var isProtected: Bool
  /// The class of what the row is, or was got from, when that is handed in: whoever calls has read it.
  package var handedIn: String?
  /// Each row of a loop moves by one: places in an order, which nobody adds up.
  package var isRenumbering = false

  package init(
    function: FunctionID, table: String, column: String, read: Location, write: Location, isProtected: Bool
  ) {
    self.function = function
    self.table = table
    self.column = column
    self.read = read
    self.write = write
    self.isProtected = isProtected
  }
}

/// A lazy relation of a row is read.
package struct RelationRead: Sendable {
  package var function: FunctionID
  package var location: Location
  package var table: String
  package var relation: String
  package var context: EffectContext
  /// The query that made the rows loads it along; `nil` when the query could not be seen.
  package var isEager: Bool?
  /// The row is a parameter, or `self`, and this call in the loop hands over another one each time.
  package var call: Location?

  package init(
    function: FunctionID, location: Location, table: String, relation: String, context: EffectContext, isEager: Bool?
  ) {
    self.function = function
    self.location = location
    self.table = table
    self.relation = relation
    self.context = context
    self.isEager = isEager
  }
}

/// A variable that outlives requests and is changed by them.
package struct SharedState: Sendable {
  package var name: String
  package var location: Location
  /// Where functions change it.
  package var writes: [Access]
  /// Where functions read it.
  package var reads: [Access]
  /// Declared as a bounded or expiring cache, or filled only with what can be had again.
  package var isCache: Bool
  /// It is made with entries in it, which requests change later: a stand-in for a table, in an example.
  package var isSeeded = false

  package struct Access: Sendable {
    package var function: FunctionID
    package var location: Location
    /// It only fills in what is not there yet: `if key not in known: known[key] = make(key)`.
    package var isMemo: Bool

    package init(function: FunctionID, location: Location, isMemo: Bool = false) {
      self.function = function
      self.location = location
      self.isMemo = isMemo
    }
  }

  package init(name: String, location: Location, writes: [Access], reads: [Access], isCache: Bool) {
    self.name = name
    self.location = location
    self.writes = writes
    self.reads = reads
    self.isCache = isCache
  }
}

/// Something is put into a queue or a pool of workers of the process.
package struct BufferPut: Sendable {
  package var function: FunctionID
  package var location: Location
  /// Where the queue or the pool is made.
  package var buffer: Location
  /// The code counts what is in it, and puts in no more than it wants.
  package var isHeldBack = false

  package init(function: FunctionID, location: Location, buffer: Location) {
    self.function = function
    self.location = location
    self.buffer = buffer
  }
}

/// Data that travels from where an outsider controls it to where that is dangerous.
package struct Flow: Sendable {
  package enum Sink: String, Sendable {
    case sql, nosql, command, code, template, path, url, redirect, html, deserialization, log, massAssignment
    /// How many rows a query reads at most.
    case pageSize
  }

  package struct Step: Sendable, Hashable {
    package var location: Location
    /// What happens there, in a few words.
    package var note: String

    package init(location: Location, note: String) {
      self.location = location
      self.note = note
    }
  }

  package var sink: Sink
  /// The qualified name of what is called at the sink.
  package var callee: String
  /// The function that holds the sink.
  package var function: FunctionID
  /// "query parameter q of GET /search", …
  package var source: String
  /// From source to sink.
  package var steps: [Step]
  package var endpoints: [EndpointID]
  /// Of a path: the outsider names all of it, and no folder of the service's stands before it.
  package var isWholePath = false

  package init(
    sink: Sink, callee: String, function: FunctionID, source: String, steps: [Step], endpoints: [EndpointID]
  ) {
    self.sink = sink
    self.callee = callee
    self.function = function
    self.source = source
    self.steps = steps
    self.endpoints = endpoints
  }
}
