import Testing

@testable import Pipeline

/// Unique keys as SQL files write them.
@Suite struct SQLSchemaTests {
  @Test(arguments: [
    ("CREATE TABLE `shop`.`Users` (`Id` int, UNIQUE KEY `UK` (`App_Id`,`Name`(20)));", "Users", ["App_Id", "Name"]),
    ("create table if not exists users (id int primary key, email text not null unique, age int)", "users", ["email"]),
    ("CREATE TABLE u (a int DEFAULT '0', CONSTRAINT only UNIQUE (a, b))", "u", ["a", "b"]),
    (
      "CREATE UNIQUE INDEX CONCURRENTLY one ON public.users USING btree (lower(email), club DESC);", "users",
      ["email", "club"]
    ),
    ("ALTER TABLE ONLY users ADD CONSTRAINT one UNIQUE (email);", "users", ["email"]),
    ("-- UNIQUE by habit\nALTER TABLE users ADD UNIQUE INDEX one (email)", "users", ["email"]),
  ])
  func readsUniqueKeys(_ text: String, _ table: String, _ columns: [String]) {
    #expect(SQLSchema.uniques(text, atMost: 10) == [SQLSchema.Unique(table: table, columns: columns)])
  }

  @Test(arguments: [
    "CREATE TABLE users (id int, unique_name text, KEY one (email));", "CREATE INDEX one ON users (email);",
    "-- CREATE UNIQUE INDEX one ON users (email);", "ALTER TABLE users ADD COLUMN email text", "CREATE TABLE", "(", "",
  ])
  func otherStatementsHaveNone(_ text: String) {
    #expect(SQLSchema.uniques(text, atMost: 10).isEmpty)
  }
}
