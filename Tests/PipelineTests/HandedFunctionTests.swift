import Model
import Pipeline
import Testing

/// Functions that are handed on: bound to their object, given to a wrapper, or named like a member beside them.
@Suite struct HandedFunctionTests {
  private func backend(_ code: String) throws -> Backend {
    let start = "const express = require('express')\nconst { Pool } = require('pg')\nconst app = express()\n"
    let folder = try TemporaryFolder(["app.js": start + code])
    var options = PipelineOptions(root: folder.path)
    options.workers = 1
    return try Pipeline.run(options).backend
  }

  @Test func aBoundMethodIsTheMethod() throws {
    let backend = try backend(
      "class Orders {\n  show(req, res) { res.end() }\n}\nconst orders = new Orders()\napp.get('/a', orders.show.bind(orders))"
    )
    let endpoint = try #require(backend.endpoints.first)
    #expect(endpoint.handler.name == "Orders.show")
    #expect(endpoint.handler.function != nil)
    #expect(!endpoint.handler.isWrapped)
  }

  @Test func aMethodIsNoNameOfItsOwn() throws {
    let backend = try backend(
      "const path = '/a'\nclass Routes {\n  path() { return '/b' }\n  add(router) { router.get(path, (req, res) => res.end()) }\n}\nnew Routes().add(app)"
    )
    #expect(backend.endpoints.map(\.title) == ["GET /a"])
  }

  @Test func aWrapperTellsWhatItHandsOn() throws {
    let backend = try backend(
      """
      async function withPool(work) { return work(new Pool()) }
      app.get('/a', async (req, res) => res.json(await withPool((db) => db.query('SELECT id FROM orders'))))
      app.get('/b', async (req, res) => res.json(await withPool((db) => db.query('SELECT id FROM carts'))))
      """)
    let tables = backend.effects.flatMap { effect -> [String] in
      guard case .query(let query) = effect.kind else { return [] }
      return query.tables
    }
    #expect(tables.sorted() == ["carts", "orders"])
  }
}
