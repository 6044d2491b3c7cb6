/// Tells what a file is for from its path below the root.
enum Purposes {
  /// The purpose of a code file or document.
  static func purpose(of path: String) -> FilePurpose {
    let segments = path.lowercased().split(separator: "/")
    guard let name = segments.last else { return .production }
    let folders = segments.dropLast()
    if folders.contains(where: { testFolders.contains(String($0)) }) || isTestName(name) { return .test }
    if folders.contains("migrations") { return .migration }
    if folders.contains(where: { scriptFolders.contains(String($0)) }) || name == "manage.py" { return .script }
    return .production
  }

  private static let testFolders: Set<String> = [
    "test", "tests", "__tests__", "__mocks__", "e2e", "cypress", "fixtures", "mocks", "testing", "testdata",
    "benchmarks", "benchmark",
  ]
  private static let scriptFolders: Set<String> = ["scripts", "seeds", "seeders"]

  private static func isTestName(_ name: Substring) -> Bool {
    name.hasPrefix("test_") || name.contains("_test.") || name.contains(".test.") || name.contains(".spec.")
      || name == "conftest.py" || name == "tests.py"
  }
}
