import Model
import Pipeline
import Testing

/// Code in which a value is made of itself.
@Suite struct SelfReferenceTests {
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("app.py", "methods = ['GET']\nmethods = [*methods, 'POST']\n"),
      ("app.py", "a = [*b, *b, *b]\nb = [*a, *a, *a]\nmethods = [*a, *b]\n"),
      ("app.py", "a = [\(String(repeating: "*a, ", count: 200))]\nmethods = a\n"),
      ("app.py", "options = {'a': 1}\noptions = {**options, 'b': 2}\nmethods = options\n"),
    ])
  func spreadsOfThemselvesEnd(_ name: String, _ text: String) throws {
    let folder = try TemporaryFolder([
      name: """
      from fastapi import FastAPI

      app = FastAPI()
      \(text)

      @app.api_route("/x", methods=methods)
      def x():
          return {}

      @app.get("/y")
      def y():
          return {}
      """
    ])
    let backend = try Pipeline.run(PipelineOptions(root: folder.path)).backend
    #expect(backend.endpoints.contains { $0.title == "GET /y" })
  }

  @Test(.timeLimit(.minutes(1)))
  func chainsOfEachOtherEnd() throws {
    let folder = try TemporaryFolder([
      "app.js": """
      const knex = require("knex");
      const db = knex({});
      function list(more) {
        let first = db("books").where(more);
        let second = first.where(more);
        if (more) {
          first = second.where(more);
          second = first.where(more);
        }
        return first.map((book) => second.map((other) => other.id));
      }
      """
    ])
    var options = PipelineOptions(root: folder.path)
    options.workers = 1
    #expect(try Pipeline.run(options).backend.functions.contains { $0.name == "list" })
  }
}
