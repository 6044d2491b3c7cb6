package import Source

/// A loop around something.
package struct Loop: Sendable, Hashable {
  /// What it goes over.
  package enum Source: Sendable, Hashable {
    /// A literal or constant; its length when known.
    case constant(count: Int?)
    /// The rows of a query.
    case rows
    /// Something that came with the request.
    case request
    /// The entries of a mapping: things that have names, and so are few as a rule.
    case mapping
    /// Chunks, pages or batches of something.
    case batches
    /// `while`: goes on until a condition.
    case condition
    /// A collection of unknown size.
    case collection
  }

  package var source: Source
  package var location: Location
  /// The last name of what it goes over: "regions" of `config.regions.filter(isOpen)`; "" when it has none.
  package var over = ""
  /// It goes over a parameter of its function: how many there are is up to the callers.
  package var isOverParameter = false

  package init(source: Source, location: Location) {
    self.source = source
    self.location = location
  }
}
