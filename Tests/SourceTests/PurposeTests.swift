import Testing

@testable import Source

@Suite struct PurposeTests {
  private func purposes(_ paths: [String]) -> [String: FilePurpose] {
    let scan = TemporaryTree(Dictionary(uniqueKeysWithValues: paths.map { ($0, "x = 1\n") })).scan()
    return Dictionary(uniqueKeysWithValues: (scan.files + scan.documents).map { ($0.path, $0.purpose) })
  }

  @Test(arguments: [
    "tests/a.py", "app/tests/factories.py", "src/__tests__/a.ts", "test_a.py", "a_test.py", "a_test.go", "mock_a.go",
    "conftest.py",
    "app/tests.py",
    "a.test.ts", "a.spec.tsx", "app.e2e-spec.ts", "cypress/a.js", "e2e/a.ts", "src/mocks/handlers.ts", "a.stories.tsx",
    "jest.config.js", "vitest.config.ts", "packages/integration-tests/src/a.ts", "apps/api-e2e/src/a.ts",
    "src/testing/helper.ts", "spec/user_spec.js", "fixtures/data.py", "a.cy.ts", "locustfile.py",
    "src/test/java/org/shop/Helper.java", "a/UserTest.java", "a/OrdersIT.java",
  ]) func tests(path: String) { #expect(purposes([path, "src/main.py"])[path] == .test) }

  @Test(arguments: [
    "src/latest.py", "app/contest.py", "src/attest.ts", "src/specials/a.ts", "protest/a.py", "src/testimonials.ts",
    "src/database.config.ts", "gunicorn.conf.py", "knexfile.js", "src/app.ts", "bin/www.js", "redash/handlers/tools.py",
    "nodes/Playwright/Playwright.ts", "src/routes/seed_controller.py", "src/.well-known/route.ts",
    "src/main/java/org/shop/spec/UserSpec.java", "src/main/java/org/shop/tests/LoadTest.java", "a/Latest.java",
  ]) func production(path: String) { #expect(purposes([path, "src/main.py"])[path] == .production) }

  @Test func namesThatAreAlsoDomains() {
    let found = purposes([
      "src/fixtures/fixtures.controller.ts", "src/fixtures/fixtures.service.ts", "app/samples/views.py",
      "api/src/benchmarks/benchmarks.ts", "app/migrations/importer.py", "app/handlers/__init__.py",
      "app/handlers/setup.py", "plugins/__init__.py", "plugins/docs/__init__.py", "plugins/docs/plugin.py", "setup.py",
    ])
    for (path, purpose) in found where path != "setup.py" { #expect(purpose == .production, "\(path)") }
    #expect(found["setup.py"] == .script)
  }

  @Test func examplesAreTestsOnlyBesideAMainTree() {
    #expect(purposes(["examples/a/app.py", "src/lib.py"])["examples/a/app.py"] == .test)
    #expect(purposes(["examples/a/app.py", "tests/test_a.py"])["examples/a/app.py"] == .production)
    #expect(purposes(["app.py"])["app.py"] == .production)
  }

  @Test func migrations() {
    let found = purposes([
      "shop/migrations/0001_initial.py", "shop/migrations/__init__.py", "alembic/env.py",
      "alembic/versions/abc_users.py",
      "alembic/script.py.mako", "db/revisions/env.py", "db/revisions/versions/x.py", "db/revisions/script.py.mako",
      "src/database/migrations/1700000000000-CreateUser.ts", "prisma/migrations/20240101_a/migration.sql",
      "src/db/migration/1589-Init.ts", "src/main.ts",
    ])
    for path in [
      "shop/migrations/0001_initial.py", "alembic/versions/abc_users.py", "db/revisions/versions/x.py",
      "src/database/migrations/1700000000000-CreateUser.ts", "prisma/migrations/20240101_a/migration.sql",
      "src/db/migration/1589-Init.ts",
    ] { #expect(found[path] == .migration, "\(path)") }
    #expect(found["alembic/env.py"] == .production)
  }

  @Test(arguments: [
    "manage.py", "setup.py", "scripts/load.py", "bin/import-users.js", "prisma/seed.ts", "src/seeds/users.ts",
    "webpack.config.js", "vite.config.ts", ".eslintrc.js", "docs/conf.py", ".github/tool.py", "gulpfile.js",
    "tools/gen.py", "app/users.seed.ts",
  ]) func scripts(path: String) { #expect(purposes([path, "src/main.py"])[path] == .script) }

  @Test func deploymentFilesAreNoScripts() {
    let found = purposes([".github/workflows/ci.yml", "docs/compose.yml", "tests/compose.yml", "a.py"])
    #expect(found[".github/workflows/ci.yml"] == .production)
    #expect(found["docs/compose.yml"] == .production)
    #expect(found["tests/compose.yml"] == .test)
  }

  @Test func aFolderIsNotPartedFromWhatIsBelowIt() {
    let found = purposes(["src/main.py", "tests-old/a.py", "tests/a/b/c.py", "tests.d/a.py"])
    #expect(found["tests/a/b/c.py"] == .test)
    #expect(found["tests.d/a.py"] == .production)
  }

  @Test func testsWinOverTheRest() {
    let found = purposes(["scripts/tests/a.py", "shop/migrations/0001_a.py", "shop/tests/migrations/0001_a.py", "a.py"])
    #expect(found["scripts/tests/a.py"] == .test)
    #expect(found["shop/tests/migrations/0001_a.py"] == .test)
  }
}
