/// Folder names, in lower case, and what they say.
enum FolderNames {
  static let tests: Set<String> = [
    "test", "tests", "__tests__", "__test__", "__mocks__", "__fixtures__", "__snapshots__", "e2e", "cypress",
    "testdata",
    "test_data", "test-data", "test-utils", "test_utils", "testutils", "unittests", "test-setup",
    "test_fixtures", "integrationtest", "integration-test", "testfixtures", "spec", "specs", "__e2e__",
    "functional_tests", "integration_tests", "unit_tests", "cassettes",
  ]
  static let testEndings = ["-tests", "_tests", "-e2e", "_e2e"]

  /// Whether a project's name, such as `shop.api.unittests`, says that it is of tests.
  static func isTestProject(_ name: String) -> Bool {
    name.utf8.split(separator: UInt8(ascii: ".")).dropFirst().contains { testProjects.contains(String(Substring($0))) }
  }

  private static let testProjects: Set<String> = [
    "test", "tests", "unittest", "unittests", "integrationtest", "integrationtests", "functionaltests", "specs",
    "acceptancetests", "e2etests", "testing", "testutils", "testutilities", "testhelpers", "apitests", "benchmarks",
  ]

  /// Stand-ins for tests, unless the folder is a module of the application.
  static let doubles: Set<String> = ["fixtures", "mocks", "mock", "testing", "stubs"]

  /// Examples and the like beside the real thing.
  static let sides: Set<String> = [
    "examples", "example", "samples", "sample", "demo", "demos", "benchmarks", "benchmark", "bench", "perf", "loadtest",
    "load-tests", "loadtests", "playground", "playgrounds", "sandbox", "docs_src", "k6", "locust", "quickstart",
    "snippets", "storybook", "playwright",
  ]

  static let migrations: Set<String> = ["migrations", "migration", "db_migrations", "schema_migrations"]
  static let migrationTools = ["env.py", "script.py.mako", "alembic.ini", "migration_lock.toml", "migrate.cfg"]

  static let scripts: Set<String> = ["scripts", "seeders", "codemods"]

  /// Scripts and seed data, unless they are a part of the application.
  static let asides: Set<String> = [
    "script", "seeds", "seed", "seeding", "hack", "devtools", "docs", "doc", "documentation",
  ]
  static let documentation: Set<String> = ["docs", "doc", "documentation"]

  /// Scripts only at the root: deeper down, `tools` and the like name parts of applications.
  static let rootScripts: Set<String> = ["tools", "tool", "ci", "release", "dev"]

  /// Files that only a module of an application has.
  static let moduleFiles: Set<String> = [
    "views.py", "urls.py", "apps.py", "models.py", "api.py", "routes.py", "router.py", "routes.ts", "routes.js",
    "router.ts", "router.js", "controller.ts", "controller.js", "service.ts", "service.js", "schema.py", "schemas.py",
  ]
  static let moduleMarks: Set<String> = [
    "controller", "module", "service", "resolver", "routes", "router", "entity",
  ]
}
