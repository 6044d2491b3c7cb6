package import Source

/// What runs once for each parent: the resolver of a field of an object type, or a serializer's method for a field.
package struct FieldResolver: Sendable, Hashable {
  package enum Kind: String, Sendable { case graphQL, serializer }

  package var kind: Kind
  package var function: FunctionID
  /// The object type or serializer that has the field.
  package var owner: String
  package var field: String
  package var location: Location
  /// Something answers with a list of owners; `nil` when that could not be seen.
  package var isListed: Bool?

  package init(
    kind: Kind, function: FunctionID, owner: String, field: String, location: Location, isListed: Bool?
  ) {
    self.kind = kind
    self.function = function
    self.owner = owner
    self.field = field
    self.location = location
    self.isListed = isListed
  }
}

/// A GraphQL server as the code makes it.
package struct GraphQLServer: Sendable, Hashable {
  package enum Introspection: String, Sendable {
    /// Switched on in code, whatever the environment.
    case on
    /// Nothing is said, and the library leaves it on.
    case onByDefault
    /// Switched off, at least in production.
    case off
    case unknown
  }

  package var framework: String
  package var location: Location
  /// Something bounds what one operation may cost: its depth, complexity or length; `nil` when not all could be seen.
  package var hasLimit: Bool?
  package var introspection: Introspection
  /// Only operations that were stored before are run.
  package var takesOnlyPersisted = false
  /// Some type of its schema leads back to itself, so that operations can be nested without end; `nil` when the schema
  /// was not seen whole.
  package var nests: Bool?

  package init(framework: String, location: Location, hasLimit: Bool?, introspection: Introspection) {
    self.framework = framework
    self.location = location
    self.hasLimit = hasLimit
    self.introspection = introspection
  }
}
