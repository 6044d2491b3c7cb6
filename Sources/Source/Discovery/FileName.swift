/// A file's name taken apart at its dots, in lower case: `user.e2e-spec.ts` is `user`, `e2e-spec`, `ts`.
struct FileName {
  private let original: String
  private let text: String
  private let parts: [String]

  init(_ name: String) {
    original = name
    text = name.lowercased()
    parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
  }

  private var stem: String { parts.first ?? "" }
  private var isPython: Bool { parts.last == "py" || parts.last == "pyw" }

  /// Whether one of the parts between the stem and the extension is among `marks`.
  func hasMark(in marks: Set<String>) -> Bool {
    parts.count > 2 && parts[1..<(parts.count - 1)].contains(where: marks.contains)
  }

  /// Whether the name is that of a test, of a stand-in for tests, or of a test tool's configuration.
  var isTest: Bool {
    if isPython {
      return stem.hasPrefix("test_") || stem.hasSuffix("_test") || stem.hasSuffix("_tests") || stem.hasPrefix("tests_")
        || Self.pythonTests.contains(stem)
    }
    if parts.last == "go" { return Self.goTests.contains(where: stem.hasSuffix) || stem.hasPrefix("mock_") }
    if parts.last == "java" { return isJavaTest }
    if parts.last == "cs" { return Self.csharpTests.contains { original.dropLast(3).hasSuffix($0) } }
    guard parts.count > 1 else { return false }
    if Self.testFiles.contains(text) || Self.testEndings.contains(where: stem.hasSuffix) { return true }
    guard parts.count > 2 else { return false }
    if Self.testTools.contains(stem), Self.toolParts.contains(parts[1]) { return true }
    return parts[1..<(parts.count - 1)].contains { part in
      Self.testMarks.contains(part) || Self.testEndings.contains(where: part.hasSuffix)
    }
  }

  /// Whether the name is that of a specification, which of a document does not mean a test: `api.spec.yaml`,
  /// `shop-spec.json`.
  var isSpecification: Bool {
    guard let format = parts.last, ["yaml", "yml", "json"].contains(format) else { return false }
    return parts.dropLast().last.map { $0.hasSuffix("spec") } ?? false
  }

  /// What Maven's plugins take for tests. Camel case tells `UserTest` from `Latest`.
  private var isJavaTest: Bool {
    let stem = original.prefix { $0 != "." }
    return Self.javaTests.contains(where: stem.hasSuffix)
  }

  private static let csharpTests = ["Tests", "Test", "TestBase", "TestFixture", ".Specs"]
  private static let javaTests = ["Test", "Tests", "TestCase", "IT", "ITCase", "TestBase"]

  /// Whether the name is that of a tool's configuration, of seed data or of a command.
  /// - Parameters:
  ///   - folder: the last name of the folder that holds the file.
  ///   - isPackage: whether that folder is a Python package, whose `setup.py` is a module like any other.
  func isScript(in folder: String, isPackage: Bool) -> Bool {
    if Self.scriptFiles.contains(text) { return !isPackage }
    if parts.count > 2, Self.buildTools.contains(stem), parts[1] == "config" { return true }
    if stem == "webpack" && !isPython || stem.isEmpty && parts.count > 2 && parts[1].hasSuffix("rc") { return true }
    if Self.seeds.contains(stem) || hasMark(in: Self.seeds) { return true }
    if Self.seedBeginnings.contains(where: stem.hasPrefix), Self.dataFolders.contains(folder) { return true }
    // `bin/www` starts the service, `bin/import-users` does not.
    return folder == "bin" && !Self.starters.contains(stem)
  }

  private static let goTests = ["_test", "_fixture", "_fixtures", "_mock", "_mocks"]
  private static let pythonTests: Set<String> = ["conftest", "tests", "test", "locustfile"]
  private static let testFiles: Set<String> = [
    "setuptests.ts", "setuptests.js", "karma.conf.js", "jest-setup.ts", "jest-setup.js", "protractor.conf.js",
    ".mocharc.js", ".mocharc.cjs", "codecept.conf.js", "wdio.conf.js", "test.js", "test.ts", "cypress.env.json",
    "mock.js", "mock.ts", "mocks.js", "mocks.ts",
  ]
  private static let testMarks: Set<String> = [
    "test", "tests", "spec", "e2e", "cy", "stories", "story", "bench", "mock", "mocks", "fixture", "fixtures",
  ]
  private static let testEndings = ["_test", "-test", "_spec", "-spec"]
  private static let testTools: Set<String> = ["jest", "vitest", "playwright", "cypress", "jest-e2e", "karma"]
  private static let toolParts: Set<String> = ["config", "setup", "workspace", "conf"]

  private static let scriptFiles: Set<String> = [
    "manage.py", "setup.py", "noxfile.py", "fabfile.py", "dodo.py", "versioneer.py", "gulpfile.js", "gulpfile.ts",
    "gruntfile.js", "gruntfile.ts", "dangerfile.js", "dangerfile.ts", "hatch_build.py", "plopfile.js", "codegen.ts",
    "codegen.js", "config-overrides.js",
  ]

  /// Build tools, whose `x.config.js` is code but never runs in the service. `knexfile.js`, `ormconfig.js`,
  /// `gunicorn.conf.py` and `ecosystem.config.js` do, and `database.config.ts` is the application's own.
  private static let buildTools: Set<String> = [
    "rollup", "vite", "esbuild", "tsup", "babel", "eslint", "prettier", "postcss", "tailwind", "commitlint",
    "stylelint",
    "lint-staged", "release", "svgo", "i18next-parser", "typedoc", "graphql", "craco", "metro", "nuxt", "turbo",
    "orval", "unocss", "windi", "docusaurus", "astro", "svelte", "drizzle", "knip", "tsdown", "rspack", "webpack",
  ]
  private static let seeds: Set<String> = ["seed", "seeds", "seeder", "seeders"]
  private static let seedBeginnings = ["seed_", "seed-", "seeds-", "seeder-"]
  /// Where `seed_users.py` fills a database; elsewhere it may be part of a service.
  private static let dataFolders: Set<String> = ["", "prisma", "db", "database", "data", "knex"]
  private static let starters: Set<String> = [
    "www", "server", "start", "app", "web", "api", "main", "index", "worker", "serve", "run", "http", "daemon",
  ]
}
