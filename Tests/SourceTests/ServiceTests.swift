import Testing

@testable import Source

@Suite struct ServiceTests {
  @Test func takesAMonorepoApart() {
    let scan = TemporaryTree([
      "package.json": "{\"name\": \"root\", \"private\": true, \"workspaces\": [\"apps/*\"]}",
      "apps/api/package.json": "{\n \"scripts\": {\"name\": \"no\"}, \"name\": \"@shop/api\", \"dependencies\": {}}",
      "apps/api/src/main.ts": "x", "apps/web/package.json": "{\"type\": \"module\"}", "apps/web/a.js": "x",
      "worker/pyproject.toml": "[build-system]\nname = 'no'\n[project]\nname = \"worker\" # it\n",
      "worker/w/run.py": "x",
      "mail/requirements.txt": "flask", "mail/app.py": "x", "empty/package.json": "{\"main\": \"a\"}",
      "old/setup.py": "setup(\n  name='old',\n)", "old/a.py": "x",
      "tests/demo/package.json": "{\"main\": \"a.js\"}", "tests/demo/a.js": "x",
    ]).scan()
    #expect(scan.services.map(\.path) == ["", "apps/api", "mail", "old", "worker"])
    #expect(scan.services.map(\.name) == ["root", "@shop/api", "mail", "old", "worker"])
    #expect(scan.services[1].manifest == "apps/api/package.json")
    #expect(scan.service(of: "apps/api/src/main.ts").path == "apps/api")
    #expect(scan.service(of: "apps/apix/main.ts").path == "")
    #expect(scan.service(of: "main.ts").path == "")
  }

  @Test func theManifestOfTheMainLanguageComesFirst() {
    let scan = TemporaryTree([
      "package.json": "{\"name\": \"assets\"}", "requirements.txt": "django", "shop/views.py": "x = 1\n" + "y = 2\n",
      "gulp.js": "a",
    ]).scan()
    #expect(scan.services.first?.manifest == "requirements.txt")
    #expect(scan.services.first?.name == "assets")
  }

  @Test func goModulesAreServices() {
    let scan = TemporaryTree([
      "package.json": "{\"name\": \"assets\"}", "gulp.js": "a",
      "api/go.mod": "// the API\nmodule example.com/shop/api/v2\n",
      "api/main.go": "package main\n", "go.mod": "module example.com/shop\n\ngo 1.22\n",
      "main.go": "package main\n\nfunc main() {}\n",
    ]).scan()
    #expect(scan.services.map(\.path) == ["", "api"])
    #expect(scan.services.map(\.name) == ["shop", "api"])
  }

  @Test func applicationsOfDotnetAreServices() {
    let scan = TemporaryTree([
      "Shop.sln": "", "src/Shop.Api/Shop.Api.csproj": "<Project Sdk=\"Microsoft.NET.Sdk.Web\"></Project>",
      "src/Shop.Api/Program.cs": "var x = 1;",
      "src/Shop.Core/Shop.Core.csproj": "<Project Sdk=\"Microsoft.NET.Sdk\"></Project>",
      "src/Shop.Core/Order.cs": "class Order { }", "src/Shop.Core/obj/Debug/X.cs": "class X { }",
      "src/Shop.Core/Order.Designer.cs": "class D { }", "src/Shop.Api/Quickstart/Home.cs": "class H { }",
      "tests/Shop.Api.UnitTests/Shop.Api.UnitTests.csproj": "<Project/>",
      "tests/Shop.Api.UnitTests/A.cs": "class A { }",
      "src/Shop.Core.Tests/Shop.Core.Tests.csproj": "<Project/>", "src/Shop.Core.Tests/Fake.cs": "class F { }",
      "src/Shop.Core/OrderTests.cs": "class OrderTests { }",
      "src/Shop.Core/Migrations/20240131120000_Init.cs": "class M { }",
    ]).scan()
    #expect(scan.services.map(\.path) == ["", "src/Shop.Api"])
    #expect(scan.services[1].manifest == "src/Shop.Api/Shop.Api.csproj")
    let purposes = Dictionary(uniqueKeysWithValues: scan.files.map { ($0.path, $0.purpose) })
    #expect(
      purposes == [
        "src/Shop.Api/Program.cs": .production, "src/Shop.Core/Order.cs": .production,
        "src/Shop.Api/Quickstart/Home.cs": .production, "tests/Shop.Api.UnitTests/A.cs": .test,
        "src/Shop.Core.Tests/Fake.cs": .test, "src/Shop.Core/OrderTests.cs": .test,
        "src/Shop.Core/Migrations/20240131120000_Init.cs": .migration,
      ])
  }

  @Test func applicationsOfMavenAndGradleAreServices() {
    let pom = "<project><parent><artifactId>shop</artifactId></parent><artifactId>"
    let scan = TemporaryTree([
      "pom.xml": "<project><artifactId>shop</artifactId></project>",
      "api/pom.xml": pom + "shop-api</artifactId><build>spring-boot-maven-plugin</build></project>",
      "api/src/main/java/Api.java": "class Api {}\n",
      "lib/pom.xml": pom + "shop-lib</artifactId></project>", "lib/src/main/java/Lib.java": "class Lib {}\n",
      "batch/build.gradle.kts": "plugins { id(\"org.springframework.boot\") }\n",
      "batch/src/main/java/Batch.java": "class Batch {}\n", "batch/build/generated/Made.java": "class Made {}\n",
      "api/target/classes/Made.java": "class Made {}\n",
    ]).scan()
    #expect(scan.services.map(\.path) == ["", "api", "batch"])
    #expect(scan.services.map(\.name) == ["shop", "shop-api", "batch"])
    #expect(
      scan.files.map(\.path) == [
        "api/src/main/java/Api.java", "batch/src/main/java/Batch.java", "lib/src/main/java/Lib.java",
      ])
  }

  @Test func aRootWithoutAManifestHasItsFoldersName() {
    let tree = TemporaryTree(["a.py": "x"])
    let scan = tree.scan()
    #expect(
      scan.services == [ServiceRoot(path: "", name: String(tree.root.split(separator: "/").last ?? ""), manifest: "")])
  }

  @Test func servicesNestInPathOrderWhateverTheirNames() {
    let services = ["", "a", "a-b", "a/c"].map { ServiceRoot(path: $0, name: $0, manifest: "") }
    let tree = SourceTree(files: [], documents: [], services: services, diagnostics: [])
    #expect(tree.service(of: "a/c/x.py").path == "a/c")
    #expect(tree.service(of: "a/d/x.py").path == "a")
    #expect(tree.service(of: "a-b/x.py").path == "a-b")
  }
}
