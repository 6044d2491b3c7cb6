import Testing

@testable import Formats

@Suite struct SchemaDocumentTests {
  private func document(_ text: String) -> SchemaDocument { SchemaDocument(Array(text.utf8)[...]) }

  @Test func readsFieldsWithArgumentsAndDirectives() throws {
    let text = #"""
      "The roots." type Query @key(fields: "id") {
        # a comment with type Mutation { x: Int }
        """
        Users, by page. type Wrong { y: Int }
        """
        users(first: Int = 20, "which" role: [Role!]! = [ADMIN, USER], name: String = "a) b"): [User!]! @auth(role: "admin") @deprecated
        me: User
      }
      """#
    let type = try #require(document(text).types.first)
    #expect(type.name == "Query")
    #expect(type.directives.map(\.name) == ["key"])
    #expect(type.fields.map(\.name) == ["users", "me"])
    let users = type.fields[0]
    #expect(users.type == "[User!]!" && users.isList && users.typeName == "User")
    #expect(users.arguments.map(\.name) == ["first", "role", "name"])
    #expect(users.arguments.map(\.type) == ["Int", "[Role!]!", "String"])
    #expect(
      users.directives == [
        SchemaDirective(name: "auth", arguments: "role: \"admin\""), SchemaDirective(name: "deprecated", arguments: ""),
      ])
    #expect(Array(text.utf8)[users.offset...].starts(with: Array("users(".utf8)))
  }

  @Test func readsExtensionsInterfacesAndRoots() {
    let document = document(
      """
      schema { query: RootQuery, mutation: RootMutation }
      directive @auth(role: String = "user") repeatable on FIELD_DEFINITION | OBJECT
      extend type RootQuery { ping: Boolean! }
      interface Node { id: ID! }
      type User implements Node & Other @key(fields: "id") { id: ID! posts(first: Int): [Post] }
      input NewUser { name: String! = "x" age: Int = 3 }
      union Either = User | Post
      enum Role { ADMIN USER }
      """)
    #expect(document.typeName(ofRoot: "query") == "RootQuery")
    #expect(document.typeName(ofRoot: "subscription") == "Subscription")
    #expect(document.types.map(\.name) == ["RootQuery", "Node", "User", "NewUser"])
    #expect(document.types.map(\.kind) == [.type, .interface, .type, .input])
    #expect(document.types[2].fields.map(\.name) == ["id", "posts"])
    #expect(document.types[3].fields.map(\.name) == ["name", "age"])
  }

  @Test func skipsWhatJavaScriptPutsIn() {
    let document = document("type Query { ${fields.map((f) => { return `${f}: Int` })} a: Int ${rest} b(x: Int): Int }")
    #expect(document.types.first?.fields.map(\.name) == ["a", "b"])
  }

  @Test(arguments: [
    "type", "type {", "type A {", "type A { a", "type A { a(", "type A { a(b: [", "type A { a: Int @", "schema {",
    "type A { a: Int = \"", "\"\"\"", "${", "type A @b(", "extend", "directive @", "input A { a: = }", "))}}]",
    String(repeating: "type A { a(b: [", count: 2_000), String(repeating: "{", count: 100_000),
  ])
  func survivesBrokenText(_ text: String) {
    #expect(document(text).types.count <= 2_000)
  }
}
