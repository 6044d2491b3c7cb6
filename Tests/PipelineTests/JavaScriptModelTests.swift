internal import Source
import Model
import Pipeline
import Testing

/// What the model says about JavaScript: queries of its libraries, tables of its ORMs, clients that come from elsewhere.
@Suite struct JavaScriptModelTests {
  private func backend(_ files: [String: String]) throws -> Backend {
    let folder = try TemporaryFolder(files)
    var options = PipelineOptions(root: folder.path)
    options.workers = 1
    return try Pipeline.run(options).backend
  }

  private func queries(_ backend: Backend) -> [Query] {
    backend.effects.compactMap { effect in
      if case .query(let query) = effect.kind { return query }
      return nil
    }
  }

  private func summary(_ query: Query) -> String {
    "\(query.operation) \(query.tables.first ?? "?") \(query.bound)"
  }

  private static let setUp = """
    const { Pool } = require('pg')
    const mongoose = require('mongoose')
    const { Sequelize } = require('sequelize')
    const { PrismaClient } = require('@prisma/client')
    const { Kysely } = require('kysely')
    const knex = require('knex')({})
    const pool = new Pool()
    const prisma = new PrismaClient()
    const kysely = new Kysely({})
    const Book = mongoose.model('Book', new mongoose.Schema({ title: String }))
    const Order = new Sequelize('x').define('Order', {})

    """

  @Test(arguments: [
    ("pool.query('SELECT id FROM books WHERE id = $1', [id])", "select books filtered"),
    ("pool.query({ text: 'DELETE FROM books', values: [] })", "delete books aggregate"),
    ("await Book.findById(id)", "select Book single"), ("await Book.find({})", "select Book everything"),
    ("await Book.find({ title: id }).sort('x').limit(10)", "select Book limited"),
    ("await new Book({ title: id }).save()", "insert Book unknown"),
    ("const book = await Book.findOne({ title: id }); await book.save()", "update Book unknown"),
    ("Book.findOne({ title: id }).then((book) => book.deleteOne())", "delete Book unknown"),
    ("await Order.findAll({ where: { state: id } })", "select Order filtered"),
    ("await Order.findAll({ limit: 20 })", "select Order limited"),
    ("await Order.destroy({ where: { id } })", "delete Order unknown"),
    ("await prisma.book.findMany({ where: { id }, take: 5 })", "select book limited"),
    ("await prisma.book.upsert({ where: { id }, create: {}, update: {} })", "upsert book unknown"),
    ("await knex('books').where({ id }).first()", "select books single"),
    ("await knex('books').where('id', id).update({ title: 'x' })", "update books unknown"),
    ("await kysely.selectFrom('books').selectAll().where('id', '=', id).execute()", "select books filtered"),
    ("await kysely.insertInto('books').values({ id }).execute()", "insert books unknown"),
  ])
  func queriesAreRead(_ statement: String, _ expected: String) throws {
    let backend = try backend(["app.js": Self.setUp + "async function f(id) {\n  \(statement)\n}\n"])
    let last = try #require(queries(backend).last)
    #expect(summary(last) == expected)
  }

  @Test(arguments: [
    ("{ _id: id, user: req.user.id }", true), ("{ _id: req.user._id }", true), ("{ _id: id }", false),
  ])
  func aFilterMayNameTheCaller(_ filter: String, _ isScoped: Bool) throws {
    let backend = try backend([
      "app.js": Self.setUp + "async function f(id, req) {\n  return Book.findOne(\(filter))\n}\n"
    ])
    let query = try #require(queries(backend).last)
    #expect(query.isScopedToCaller == isScoped)
  }

  @Test func aClientComesFromAnotherFile() throws {
    let backend = try backend([
      "db.js": "const { Pool } = require('pg')\nmodule.exports = { pool: new Pool() }\n",
      "store.js": """
      function Store(pool) {
        this.find = (id) => pool.query('SELECT id FROM books WHERE id = $1', [id])
      }
      module.exports = Store
      """,
      "app.js": """
      const { pool } = require('./db')
      const Store = require('./store')
      const store = new Store(pool)
      exports.show = (id) => store.find(id)
      """,
    ])
    #expect(queries(backend).map(summary) == ["select books filtered"])
    let show = try #require(
      backend.functions.first { $0.name == "show" || $0.location.file == "app.js" && !$0.calls.isEmpty })
    #expect(!show.calls.isEmpty)
  }

  @Test func injectedRepositoriesKnowTheirEntity() throws {
    let backend = try backend([
      "user.ts": """
      import { Column, Entity, PrimaryGeneratedColumn, Repository } from 'typeorm'

      @Entity('users')
      export class User {
        @PrimaryGeneratedColumn() id: number
        @Column({ unique: true }) email: string
        @Column({ select: false }) password: string
        @Column('float') balance: number
      }

      export class UserService {
        constructor(private readonly users: Repository<User>) {}
        find(id: number) { return this.users.findOne({ where: { id } }) }
      }
      """
    ])
    #expect(queries(backend).map(summary) == ["select User single"])
    let table = try #require(backend.tables.first)
    #expect(table.name == "users")
    #expect(table.columns.map(\.name) == ["id", "email", "password", "balance"])
    #expect(table.columns.map(\.isHidden) == [false, false, true, false])
    #expect(table.columns.map(\.isFloat) == [false, false, false, true])
    #expect(table.uniques == [["email"]])
  }

  @Test func methodsWithoutABodyLeadToTheirImplementation() throws {
    let backend = try backend([
      "app.ts": """
      import { Pool } from 'pg'
      const pool = new Pool()
      abstract class Books { abstract find(id: number): Promise<unknown> }
      class StoredBooks extends Books {
        find(id: number) { return pool.query('SELECT id FROM books WHERE id = $1', [id]) }
      }
      export class Shop {
        constructor(private readonly books: Books) {}
        show(id: number) { return this.books.find(id) }
      }
      """
    ])
    let show = try #require(backend.functions.first { $0.name == "Shop.show" })
    #expect(show.calls.map { backend[$0.callee].name } == ["StoredBooks.find"])
  }

  @Test func prismaSchemasAreRead() throws {
    let backend = try backend([
      "app.js": "const { PrismaClient } = require('@prisma/client')\nnew PrismaClient()\n",
      "schema.prisma": """
      // people
      model User {
        id      Int      @id @default(autoincrement())
        email   String   @unique // "quoted" { brace
        balance Float?
        role    Role     @default(USER)
        posts   Post[]
        team    Team?    @relation(fields: [teamId], references: [id])
        teamId  Int?

        @@unique([email, teamId], name: "pair")
        @@index([teamId])
        @@map("users")
      }

      enum Role {
        USER
      }
      """,
    ])
    let table = try #require(backend.tables.first)
    #expect(backend.tables.count == 1)
    #expect(table.name == "users" && table.model == "User")
    #expect(table.columns.map(\.name) == ["id", "email", "balance", "role", "teamId"])
    #expect(table.columns.first?.isPrimaryKey == true)
    #expect(table.columns[2].isFloat && table.columns[2].isNullable == true)
    #expect(table.uniques == [["email"], ["email", "teamId"]])
    #expect(table.indexes == [["teamId"]])
    #expect(table.relations.map(\.name) == ["posts", "team"])
  }

  @Test(arguments: [
    ("axios.get(url)", Timeout.none), ("axios.get(url, { timeout: 2000 })", .set(seconds: 2)),
    ("axios.get(url, { timeout: 0 })", .set(seconds: 0)), ("axios.get(url, options)", .unknown),
    ("axios.get(url, { ...options })", .unknown), ("fetch(url)", .libraryDefault(seconds: 300)),
    ("axios.create({ timeout: 500 }).get(url)", .set(seconds: 0.5)), ("axios.create().get(url)", .none),
    ("fetch(url, { signal: AbortSignal.timeout(9) })", .set(seconds: nil)),
  ])
  func limitsOnWaitingAreRead(_ call: String, _ expected: Timeout) throws {
    let backend = try backend([
      "app.js":
        "const axios = require('axios')\nrequire('express')()\nfunction f(url, options) {\n  return \(call)\n}\n"
    ])
    let timeouts = backend.effects.compactMap { effect -> Timeout? in
      if case .outbound(let call) = effect.kind { return call.timeout }
      return nil
    }
    #expect(timeouts == [expected])
  }

  @Test func whatPagesCallIsNoEffect() throws {
    let backend = try backend([
      "ui/page.tsx":
        "import React from 'react'\nimport { load } from './load'\nexport const Page = () => <p>{load()}</p>\n",
      "ui/load.ts": "import axios from 'axios'\nexport const load = () => axios.get('/api')\n",
      "server.ts":
        "import express from 'express'\nimport axios from 'axios'\nexpress()\naxios.get('http://a.example')\n",
    ])
    let files = backend.effects.map(\.location.file)
    #expect(files.contains("server.ts"))
    #expect(!files.contains("ui/load.ts"))
  }

  @Test(arguments: [
    ("await client.query('BEGIN'); await write(); await client.query('COMMIT')", [true]),
    ("await client.query('BEGIN'); await client.query('COMMIT'); await write()", [false]), ("await write()", [false]),
  ])
  func statementsOpenTransactions(_ body: String, _ expected: [Bool]) throws {
    let body = body.replacing("write()", with: "client.query('DELETE FROM books')")
    let backend = try backend([
      "app.js": "const { Pool } = require('pg')\nconst pool = new Pool()\n"
        + "exports.f = async () => {\n  const client = await pool.connect()\n  \(body)\n}\n"
    ])
    let writes = backend.effects.filter { effect in
      if case .query(let query) = effect.kind { return query.isWrite }
      return false
    }
    #expect(writes.map { $0.context.transaction != nil } == expected)
  }
}
