/// A document in GraphQL's schema language: what object types, interfaces and inputs declare, as far as it could be
/// read. What is not understood is skipped.
package struct SchemaDocument: Sendable {
  package var types: [SchemaType] = []
  /// The types of the roots, where a `schema { … }` names them: "query" → "RootQuery".
  package var roots: [String: String] = [:]
  /// Some type is one of several others, which are not told apart here.
  package var hasUnions = false

  /// The declarations of a text. JavaScript's `${…}` inside of it is skipped.
  package init(_ bytes: ArraySlice<UInt8>) {
    var reader = SchemaReader(bytes)
    reader.read(into: &self)
  }

  /// The name of a root's type.
  package func typeName(ofRoot root: String) -> String {
    roots[root] ?? root.prefix(1).uppercased() + root.dropFirst()
  }
}

/// `type User @key(fields: "id") { … }`, also `extend type`, `interface` and `input`.
package struct SchemaType: Sendable {
  package enum Kind: String, Sendable { case type, interface, input }

  package var kind: Kind
  package var name: String
  package var directives: [SchemaDirective] = []
  package var fields: [SchemaField] = []
}

/// `posts(first: Int): [Post!]! @auth`.
package struct SchemaField: Sendable {
  package var name: String
  /// As written, without spaces: "[Post!]!".
  package var type: String
  package var arguments: [SchemaArgument] = []
  package var directives: [SchemaDirective] = []
  /// Where its name stands in the text.
  package var offset: Int

  /// It answers with several.
  package var isList: Bool { type.hasPrefix("[") }
  /// The type without lists and marks.
  package var typeName: String { type.filter { $0 != "[" && $0 != "]" && $0 != "!" } }
}

/// An argument of a field, or a field of an input.
package struct SchemaArgument: Sendable {
  package var name: String
  package var type: String
}

/// `@hasRole(role: ADMIN)`.
package struct SchemaDirective: Sendable, Hashable {
  package var name: String
  /// Between the parentheses, as written.
  package var arguments: String
}
