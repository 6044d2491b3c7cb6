import Model
import Pipeline
import Testing

/// What expressions of JavaScript are, seen by the paths of routes that are made of them.
@Suite struct JavaScriptValueTests {
  private func endpoints(_ files: [String: String]) throws -> [Endpoint] {
    let folder = try TemporaryFolder(files)
    var options = PipelineOptions(root: folder.path)
    options.workers = 1
    return try Pipeline.run(options).backend.endpoints
  }

  private func titles(_ files: [String: String]) throws -> [String] { try endpoints(files).map(\.title).sorted() }

  private func titles(_ code: String) throws -> [String] {
    try titles([
      "app.js": "const express = require('express')\nconst app = express()\nconst show = (req, res) => res.end();\n"
        + code
    ])
  }

  @Test(arguments: [
    // Variadic parameters.
    (
      "function page(...args) {\n  const [router, path] = args\n  router.get(path, args[args.length - 1])\n}\npage(app, '/a', show)",
      ["GET /a"]
    ),
    ("function page(...args) {\n  args[0].get(args[1], args.at(-1))\n}\npage(app, '/a', show)", ["GET /a"]),
    (
      "function page(path, ...rest) {\n  const [first, ...others] = rest\n  app.get(`${path}/${others[0]}`, show)\n}\npage('/a', 'b', 'c')",
      ["GET /a/c"]
    ),
    (
      "function page(...args) {\n  const prefix = args.length > 2 ? '/long' : '/short'\n  app.get(prefix + args[0], show)\n}\npage('/a', 1)\npage('/b', 1, 2)",
      ["GET /long/b", "GET /short/a"]
    ),
    (
      "function page(...args) {\n  const rest = args.slice(1)\n  app.get(rest[0], show)\n}\npage(1, ...['/a', '/b'])",
      ["GET /a"]
    ),
    // What is spread can't be seen: nothing is known of any argument.
    (
      "function page(...args) {\n  app.get('/x' + (args.length === 1 ? '/one' : ''), show)\n}\npage(...process.argv)",
      ["GET /x/one"]
    ),
    // Conditions that a call decides.
    (
      "function page(verb, path) {\n  app.get(verb === 'get' ? path : '/never', show)\n}\npage('get', '/a')", ["GET /a"]
    ),
    ("function page(path, depth) {\n  if (depth !== 1) return\n  app.get(path, show)\n}\npage('/a', 1)", ["GET /a"]),
    // Members by name.
    (
      "function call(router, verb, path) {\n  router[verb](path, show)\n}\ncall(app, 'put', '/a')\ncall(app, 'delete', '/b')",
      ["DELETE /b", "PUT /a"]
    ),
    ("for (const verb of ['get', 'post']) app[verb]('/a', show)", ["GET /a", "POST /a"]),
    // Tables of functions.
    (
      "const parts = { a: (router) => router.get('/a', show) }\nparts.b = (router) => router.get('/b', show)\nfor (const name of ['a', 'b']) parts[name](app)",
      ["GET /a", "GET /b"]
    ),
    (
      "const parts = { a: (path) => app.get('/a' + path, show), b: (path) => app.get('/b' + path, show) }\nconst run = (name, path) => parts[name](path)\nrun('a', '/x')\nrun('b', '/y')",
      ["GET /a/x", "GET /b/y"]
    ),
    // Tables that are filled.
    (
      "const names = ['a', 'b']\nconst table = names.reduce((all, name) => {\n  all[name] = `/${name}`\n  return all\n}, {})\nObject.entries(table).forEach(([name, path]) => app.get(path + '/x', show))",
      ["GET /a/x", "GET /b/x"]
    ),
    (
      "const table = ['a', 'b'].reduce((all, name) => ({ ...all, [name]: '/' + name }), {})\nfor (const key of Object.keys(table)) app.get(table[key], show)",
      ["GET /a", "GET /b"]
    ),
    (
      "const table = Object.fromEntries(['a', 'b'].map((name) => [name, '/' + name]))\nfor (const path of Object.values(table)) app.get(path, show)",
      ["GET /a", "GET /b"]
    ),
    ("['a', 'b'].map((name) => `/${name}`).forEach((path) => app.get(path, show))", ["GET /a", "GET /b"]),
  ])
  func routesAreMadeOfWhatIsKnown(_ code: String, _ expected: [String]) throws {
    #expect(try titles(code) == expected)
  }

  private static let app = "const express = require('express')\nconst app = express()\nrequire('./routes').setUp(app)\n"

  @Test(arguments: [
    "const routes = module.exports\nroutes.setUp = (app) => { app.get(routes.path, (req, res) => res.end()) }\nroutes.path = '/a'\n",
    "const routes = module.exports = {}\nroutes.setUp = (app) => { app.get(routes.path, (req, res) => res.end()) }\nroutes.path = '/a'\n",
    "const routes = exports\nroutes.path = '/a'\nroutes.setUp = (app) => { app.get(module.exports.path, (req, res) => res.end()) }\n",
    "const routes = { path: '/a' }\nroutes.setUp = (app) => { app.get(routes.path, (req, res) => res.end()) }\nmodule.exports = routes\n",
    "const routes = module.exports\nObject.assign(routes, { path: '/a' }, require('./more'))\n",
    "const path = '/never'\nconst routes = module.exports\nrequire('./mixed')(routes)\nroutes.path = '/a'\n",
    "module.exports = { path: '/a', ...require('./more') }\n",
  ])
  func membersAreHungOnExports(_ routes: String) throws {
    let others = [
      "more": "exports.setUp = (app) => { app.get(require('./routes').path, (req, res) => res.end()) }\n",
      "mixed":
        "module.exports = (routes) => {\n  routes.setUp = (app) => { app.get(routes.path, (req, res) => res.end()) }\n}\n",
    ]
    var files = ["app.js": Self.app, "routes.js": routes]
    for (name, text) in others where routes.contains(name) { files["\(name).js"] = text }
    let found = try titles(files)
    #expect(found == ["GET /a"])
  }

  @Test(arguments: [
    ("(/+staff|/+staff/*?)", ["/staff": true, "/staff/x/{id}": true, "/staffroom": false, "/api/staff": false]),
    ("/staff*", ["/staff": true, "/staff/x": true, "/staffroom": true, "/api/staff": false]),
    ("/:place/secret", ["/staff/secret": true, "/a/b/secret": false, "/{place}/secret": true]),
    ("/staff/:id?", ["/staff/{id}": true, "/staff/x/y": false]), ("*", ["/staff": true, "/a/b": true]),
    ("/(a|b)?/c", ["/a/c": true, "/d/c": false]), ("((((((((((((/a", ["/a": false]),
    ("/(((a+)+)+)+/b", ["/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac": false]),
  ])
  func middlewareStandsBeforeWhatItsPatternMeans(_ pattern: String, _ paths: [String: Bool]) throws {
    let routes = paths.keys.sorted().map { path in
      "app.get('\(path.replacing("{", with: ":").replacing("}", with: ""))', (req, res) => res.json({}))\n"
    }
    let code =
      "const express = require('express')\nconst app = express()\n"
      + "app.all('\(pattern)', (req, res, next) => {\n  if (!req.session.userId) return res.sendStatus(401)\n  next()\n})\n"
    let found = try endpoints(["app.js": code + routes.joined()])
    #expect(found.map(\.path).sorted() == paths.keys.sorted())
    for endpoint in found {
      #expect(endpoint.auth.requirement == (paths[endpoint.path] ?? false ? .required : .none), "\(endpoint.path)")
    }
  }

  @Test func whatAnswersAtEveryMethodIsAnEndpoint() throws {
    let code =
      "const express = require('express')\nconst app = express()\n"
      + "app.all('/a', (req, res, next) => req.query.x ? res.json({}) : next())\n"
    #expect(try titles(["app.js": code]) == ["ANY /a"])
  }

  @Test(.timeLimit(.minutes(1)), arguments: [31, 120])
  func tablesWhoseFunctionsCallEachOtherEnd(_ count: Int) throws {
    let entries = (0..<count).map { index in
      """
      table.f\(index) = (router, ...rest) => {
        for (const key of ['f\((index + 1) % count)', 'f\((index + 2) % count)']) table[key](router, ...rest, ...rest)
        router['get']('/x\(index)/' + rest.length, (req, res) => res.end())
      }

      """
    }
    let found = try titles(
      "const table = {}\n" + entries.joined() + "table.f0(app, 1)\napp.get('/y', show)\n")
    #expect(found.contains("GET /y"))
  }

  @Test(.timeLimit(.minutes(1)))
  func modulesThatAreHungOnEachOtherEnd() throws {
    let found = try titles([
      "app.js": """
      const express = require('express')
      const app = express()
      const all = module.exports
      \((0..<100).map { "require('./other')(all, \($0))\n" }.joined())
      all.a = all.b
      all.b = all.a
      Object.assign(all, all, require('./other'))
      app.get('/x' + all.c, (req, res) => res.end())
      app.get('/y', (req, res) => res.end())
      """,
      "other.js": """
      const other = module.exports = (given) => { given.z = other.z; require('./app')(given) }
      other.z = require('./app').c
      Object.assign(other, require('./app'))
      """,
    ])
    #expect(found.contains("GET /y"))
  }
}
