const { gql } = require("apollo-server-express");

module.exports = gql`
  directive @auth(role: String = "user") on FIELD_DEFINITION
  type Query {
    "All books."
    books(first: Int = 20): [Book!]!
    audit: [String!] @auth(role: "admin")
    me: User
  }
  type Book { id: ID! author: User }
`;
