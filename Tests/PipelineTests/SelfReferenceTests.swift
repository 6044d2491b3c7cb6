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
}
