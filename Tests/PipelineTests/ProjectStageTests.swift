import Model
import Pipeline
import Source
import Testing

/// What the documents of a project say, through the whole pipeline.
@Suite struct ProjectStageTests {
  private func backend(_ files: [String: String]) throws -> Backend {
    let folder = try TemporaryFolder(files)
    var options = PipelineOptions(root: folder.path)
    options.workers = 1
    return try Pipeline.run(options).backend
  }

  @Test func versionsOfDotNetStandInOnePlaceForAllProjects() throws {
    let backend = try backend([
      "Directory.Packages.props": """
      <Project>
        <PropertyGroup>
          <PollyVersion>8.4.0</PollyVersion>
        </PropertyGroup>
        <ItemGroup>
          <PackageVersion Include="Polly" Version="$(PollyVersion)" />
          <PackageVersion Include="Dapper" Version="2.1.35" />
          <PackageVersion Include="Unused" Version="1.0.0" />
        </ItemGroup>
      </Project>
      """,
      "Directory.Build.props": """
      <Project>
        <ItemGroup>
          <PackageReference Include="Analyzer">
            <Version>3.1.0</Version>
          </PackageReference>
        </ItemGroup>
      </Project>
      """,
      "src/Api/Api.csproj": """
      <Project Sdk="Microsoft.NET.Sdk.Web">
        <ItemGroup>
          <PackageReference Include="Polly" />
          <PackageReference Include="Dapper" />
          <PackageReference Include="Npgsql" Version="8.0.3" />
        </ItemGroup>
      </Project>
      """, "src/Api/Program.cs": "class Program { }",
    ])
    #expect(
      backend.dependencies.map { "\($0.name) \($0.version)" } == [
        "Analyzer 3.1.0", "Dapper 2.1.35", "Npgsql 8.0.3", "Polly 8.4.0",
      ])
  }

  @Test func theFilesOfServedFoldersAreNamed() throws {
    let backend = try backend([
      "services/api/main.go": """
      package main

      import (
        "net/http"

        "github.com/labstack/echo/v4"
      )

      func main() {
        e := echo.New()
        e.Static("/assets", "public")
        e.Static("/machine", "/public")
        e.Static("/none", "nowhere")
        http.Handle("/plain/", http.StripPrefix("/plain/", http.FileServer(http.Dir("./public/"))))
      }
      """,
      "services/api/public/app.js": "", "services/api/public/help/index.html": "", "services/api/public/.hidden": "",
      "public/other.js": "",
    ])
    let files = Dictionary(backend.servedFolders.map { ($0.path, $0.servedFiles) }, uniquingKeysWith: { $1 })
    #expect(files["/assets/{path}"] == ["/assets/app.js", "/assets/help/index.html", "/assets/help/"])
    #expect(files["/plain/{path}"] == ["/plain/app.js", "/plain/help/index.html", "/plain/help/"])
    #expect(files["/machine/{path}"] == [])
    #expect(files["/none/{path}"] == [])
  }

  @Test func aDockerfileSaysHowTheServiceStarts() throws {
    let backend = try backend([
      "app/main.py": "x = 1\n", "requirements.txt": "fastapi==0.110.0\nuvicorn>=0.20\n",
      "Dockerfile": """
      FROM python:3.12 AS build
      CMD ["wrong"]
      FROM python:3.12-slim
      HEALTHCHECK CMD curl -f http://localhost/health
      CMD ["gunicorn", "app.main:app", "-w", "4"]
      """,
    ])
    let image = try #require(backend.deployment.images.first)
    #expect(image.command == "gunicorn app.main:app -w 4")
    #expect(image.commandLocation?.startLine == 5)
    #expect(image.hasHealthCheck && !image.usesShell)
    #expect(backend.services[0].startCommands.map(\.command) == ["gunicorn app.main:app -w 4"])
    #expect(backend.services[0].startCommands[0].receivesSignals)
    #expect(backend.services[0].entryPoints.map(\.file) == ["app/main.py"])
    #expect(backend.services[0].languages == ["python"])
    #expect(backend.deployment.replicas?.count == 4)
    #expect(backend.dependencies.map(\.name) == ["fastapi", "uvicorn"])
    #expect(backend.dependencies.map(\.version) == ["0.110.0", ">=0.20"])
  }

  @Test(arguments: [
    ("CMD uvicorn app:app", true), ("CMD exec uvicorn app:app", false), ("CMD [\"uvicorn\", \"app:app\"]", false),
    ("CMD [\"sh\", \"-c\", \"uvicorn app:app\"]", true), ("CMD [\"sh\", \"-c\", \"exec uvicorn app:app\"]", false),
    ("ENTRYPOINT [\"./start.sh\"]\nCMD uvicorn", false), ("ENTRYPOINT ./start.sh\nCMD [\"x\"]", true),
  ])
  func aShellInBetweenIsSeen(_ command: String, _ usesShell: Bool) throws {
    let backend = try backend(["app.py": "x = 1\n", "Dockerfile": "FROM python\n\(command)\n"])
    #expect(backend.deployment.images.map(\.usesShell) == [usesShell])
  }

  @Test func composeAndKubernetesTellProbesAndReplicas() throws {
    let backend = try backend([
      "server.js": "console.log(1)\n", "package.json": #"{"name": "shop", "scripts": {"start": "node server.js"}}"#,
      "docker-compose.yml": """
      services:
        db: {image: postgres, deploy: {replicas: 9}}
        worker: {build: ., command: node worker.js, deploy: {replicas: 8}}
        web:
          build: .
          command: ["node", "server.js"]
          healthcheck: {test: ["CMD", "curl", "-f", "http://localhost:3000/healthz"]}
          deploy: {replicas: 3}
      """,
      "deploy/web.yaml": """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 5
        template:
          spec:
            containers:
              - name: web
                livenessProbe:
                  httpGet: {path: /live, port: 80}
                readinessProbe:
                  tcpSocket: {port: 80}
      """,
    ])
    #expect(backend.project.name == "shop")
    #expect(backend.deployment.probes.map(\.path) == ["/live", "", "/healthz"])
    #expect(backend.deployment.replicas?.count == 5)
    #expect(backend.deployment.replicas?.location == Location(file: "deploy/web.yaml", line: 5))
    #expect(Set(backend.services[0].startCommands.map(\.command)) == ["node worker.js", "node server.js"])
    #expect(backend.services[0].entryPoints.map(\.file) == ["server.js"])
  }

  @Test func lockedVersionsWinOverRanges() throws {
    let backend = try backend([
      "a.js": "1\n",
      "package.json": #"{"dependencies": {"express": "^4.17.0", "pg": "8"}, "devDependencies": {"jest": "29"}}"#,
      "package-lock.json": """
      {"packages": {
        "node_modules/express": {
          "version": "4.18.2"
        },
        "node_modules/x/node_modules/pg": {
          "version": "7.0.0"
        }
      }}
      """,
      "api/pyproject.toml": """
      [project]
      name = "api"
      dependencies = ["Django_Thing>=2,<3 ; python_version > '3'", "plain"]
      [tool.poetry.group.dev.dependencies]
      pytest = "^8"
      """,
      "api/app.py": "x = 1\n",
      "uv.lock": "[[package]]\nname = \"django-thing\"\nversion = \"2.5\"\n",
    ])
    let found = backend.dependencies.map { "\($0.name) \($0.version)\($0.isDevelopment ? " dev" : "")" }
    #expect(found == ["django-thing 2.5", "express 4.18.2", "jest 29 dev", "pg 8", "plain ", "pytest ^8 dev"])
  }

  @Test func notesTestsAndPipelinesAreFound() throws {
    let backend = try backend([
      "README.md": "Hello\n", "AGENTS.md": "Be kind\n", "docs/README.md": "other\n", "src/app.py": "x = 1\n",
      "tests/unit/test_app.py": "x = 1\n", "tests/test_b.py": "x = 1\n", "src/part/tests/test_c.py": "x = 1\n",
      ".github/workflows/ci.yml": "on: push\n", "Procfile": "web: gunicorn src.app:app\nrelease: python migrate.py\n",
    ])
    #expect(backend.notes.map(\.file) == ["AGENTS.md", "README.md"])
    #expect(backend.deployment.tests == ["src/part/tests", "tests"])
    #expect(backend.deployment.pipelines.map(\.file) == [".github/workflows/ci.yml"])
    #expect(backend.services[0].startCommands.map(\.command) == ["gunicorn src.app:app"])
    #expect(backend.services[0].entryPoints.map(\.file) == ["src/app.py"])
  }

  @Test func aFolderBelowATestFolderHoldsTests() throws {
    let backend = try backend([
      "app/main.py": "def f():\n    pass\n", "tests/__init__.py": "", "tests/utils/__init__.py": "",
      "tests/utils/helpers/make.py": "def make():\n    pass\n",
    ])
    #expect(backend.functions.first { $0.name == "make" }?.isTest == true)
    #expect(backend.functions.first { $0.name == "f" }?.isTest == false)
  }

  @Test(arguments: [
    ("yarn.lock", "\"@nestjs/core@^10.0.0\", \"@nestjs/core@10\":\n  version \"10.3.1\"\n", "@nestjs/core", "10.3.1"),
    ("yarn.lock", "\"pg@npm:^8.0.0\":\n  version: 8.11.3\n", "pg", "8.11.3"),
    ("pnpm-lock.yaml", "packages:\n  '@nestjs/core@10.3.1':\n    resolution: {}\n", "@nestjs/core", "10.3.1"),
    ("pnpm-lock.yaml", "packages:\n  /pg/8.11.3:\n    dev: false\n", "pg", "8.11.3"),
    ("pnpm-lock.yaml", "packages:\n  /pg@8.11.3(pg-native@3.0.0):\n    dev: false\n", "pg", "8.11.3"),
  ])
  func everyLockFileOfNodeIsRead(_ lock: String, _ text: String, _ package: String, _ version: String) throws {
    let backend = try backend([
      "a.js": "1\n", "package.json": "{\"dependencies\": {\"\(package)\": \"*\"}}", lock: text,
    ])
    #expect(backend.dependencies.map(\.version) == [version])
  }

  @Test(arguments: [
    ("Dockerfile", "FROM\nCMD [\nENTRYPOINT\n\\"), ("docker-compose.yml", "services: [1, {build: 2}]"),
    ("package.json", "{\"dependencies\": [1], \"scripts\": 3, \"main\": {}}"),
    ("pyproject.toml", "[project\ndependencies = 3"),
    ("k8s.yaml", "apiVersion: 1\nkind: Deployment\nspec: {replicas: many, template: 3}"),
    ("Procfile", ":\n::::\nweb:\n"),
    ("package-lock.json", "\"node_modules/\n\"version\":\n"), ("yarn.lock", "@:\nversion\n"), ("README.md", "\u{0}"),
  ])
  func brokenDocumentsCostNothingElse(_ name: String, _ text: String) throws {
    let backend = try backend(["app.py": "def f():\n    pass\n", name: text])
    #expect(backend.functions.contains { $0.name == "f" })
  }
}
