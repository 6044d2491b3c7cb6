package import Source

/// Something that has to be given back: a response's body, rows, a connection, a file, an open transaction.
package struct Handle: Sendable {
  /// How it is given back.
  package enum Release: String, Sendable {
    /// Nothing gives it back.
    case never
    /// Something does, but not on every way out.
    case sometimes
    /// It is given back where it is read to its end, and some way out comes before.
    case atEnd
  }

  package var function: FunctionID
  package var location: Location
  /// The library's name of the call that brings it: "database/sql.DB.Query".
  package var callee: String
  /// "response", "rows", "transaction", "connection", …
  package var what: String
  /// The calls that would give it back, as the code would write them: "Body.Close".
  package var remedy: String
  package var release: Release
  /// The ways out on which it is not given back.
  package var exits: [Location]

  package init(
    function: FunctionID, location: Location, callee: String, what: String, remedy: String, release: Release,
    exits: [Location]
  ) {
    self.function = function
    self.location = location
    self.callee = callee
    self.what = what
    self.remedy = remedy
    self.release = release
    self.exits = exits
  }
}

/// What a function answers a request with.
package struct Answer: Sendable {
  package var function: FunctionID
  package var response: Response

  package init(function: FunctionID, response: Response) {
    self.function = function
    self.response = response
  }
}

/// Work that runs under the wrong deadline or cancellation.
package struct Cancellation: Sendable {
  package enum Form: String, Sendable {
    /// One that never ends is given, though the caller's is at hand.
    case dropped
    /// The caller's is given to work that outlives the caller: it is cancelled with it.
    case outlived
    /// The call takes one and is given none, though the caller's is at hand: C#'s `ToListAsync()` without the token.
    case omitted
  }

  package var function: FunctionID
  package var location: Location
  /// The library's name of the call that gets it.
  package var callee: String
  package var form: Form
  /// Where the caller's comes from, or where the work is started.
  package var source: Location
  /// The function of the project that gets it, or should, where it is one.
  package var work: FunctionID?

  package init(function: FunctionID, location: Location, callee: String, form: Form, source: Location) {
    self.function = function
    self.location = location
    self.callee = callee
    self.form = form
    self.source = source
  }
}
