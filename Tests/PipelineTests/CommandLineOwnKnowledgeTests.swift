import Model
import Pipeline
import Testing

/// What a project's configuration teaches, through the real program.
@Suite struct CommandLineOwnKnowledgeTests {
  @Test func ownFactsAreUsed() throws {
    let folder = try TemporaryFolder([
      "app.py": """
      from corp.http import fetch
      from fastapi import FastAPI

      app = FastAPI()

      @app.get("/rates")
      def rates():
          return fetch("https://rates.example.com")
      """,
      "know/corp.yml": """
      imports: [corp]
      calls:
        - names: [corp.http.fetch]
          effect: outbound
          arguments: {url: [0, url]}
          timeout: {at: [timeout], default: none}
      """,
    ])
    #expect(try Program.run("review", folder.path).status == 0)
    try folder.write("mainstay.yml", "facts: [know/]\n")
    let run = try Program.run("review", folder.path)
    #expect(run.status == 1)
    #expect(run.output.contains("corp.http.fetch"), "\(run.output)")
    try folder.write("mainstay.yml", "facts: [other/]\n")
    #expect(
      try Program.run("review", folder.path, "--json").output.contains("'other/' holds no facts file that was read"))
  }

  @Test func publicEndpointsAreMarked() throws {
    let folder = try TemporaryFolder([
      "app.py": """
      from fastapi import FastAPI

      app = FastAPI()

      @app.get("/webhooks/{name}")
      def hook(name: str):
          return {}

      @app.post("/orders")
      def order():
          return {}
      """,
      "mainstay.yml": "public: [GET /webhooks/*, POST /order, GET /orders]\n",
    ])
    let run = try Program.run("context", folder.path)
    #expect(run.output.contains("`GET /webhooks/{name}` auth none, public on purpose"))
    #expect(run.output.contains("`POST /orders` auth none →"))
    #expect(run.output.contains("no endpoint is 'POST /order'"))
    #expect(run.output.contains("no endpoint is 'GET /orders'"))
  }
}
