internal import Source
import FoundationEssentials
import Glibc
import Model
import Pipeline
import Testing

/// A run that finds the results of an earlier one must say what a run without them says, whatever has changed since.
@Suite struct CacheTests {
  /// The example, and all fixtures of frameworks and rules if asked for, as one project.
  private final class Everything {
    let project: TemporaryFolder
    let cache: TemporaryFolder

    init(fixtures: Bool = false) throws {
      project = try TemporaryFolder()
      cache = try TemporaryFolder()
      let tests = #filePath.split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 }
      let all = [
        ("frameworks", "\(tests)/FrameworksTests/Fixtures"), ("rules", "\(tests)/RulesTests/Fixtures"),
        ("bookshop", "\(tests)/../Examples/bookshop"),
      ]
      for (name, folder) in fixtures ? all : [all[2]] {
        try FileManager.default.copyItem(atPath: folder, toPath: project.path + "/" + name)
      }
    }

    func run(useCache: Bool, workers: Int = 2) throws -> (text: String, files: Int, chunks: Int, total: Int) {
      var options = PipelineOptions(root: project.path)
      options.useCache = useCache
      options.cacheFolder = cache.path
      options.workers = workers
      let output = try Pipeline.run(options)
      var text = ""
      dump(output.backend, to: &text)
      return (text, output.reused.files, output.reused.chunks, output.tree.files.count)
    }

    /// Compares a run with the cache with one without.
    func check(_ what: String) throws -> (files: Int, chunks: Int, total: Int) {
      let with = try run(useCache: true)
      let without = try run(useCache: false)
      if with.text != without.text {
        let difference = zip(with.text.split(separator: "\n"), without.text.split(separator: "\n")).first { $0 != $1 }
        Issue.record("differs \(what): with \(difference?.0 ?? "less"), without \(difference?.1 ?? "less")")
      }
      return (with.files, with.chunks, with.total)
    }

    var snapshot: String {
      get throws {
        cache.path + "/" + (try #require(FileManager.default.contentsOfDirectory(atPath: cache.path).first))
      }
    }
  }

  @Test func changesAreSeen() throws {
    let all = try Everything(fixtures: true)
    #expect(try all.check("at first").files == 0)
    let same = try all.check("unchanged")
    #expect(same.files == same.total)
    #expect(same.chunks >= 3 * (same.total / 12))

    // A function that others call gets another body, and every line below it moves.
    let repository = "bookshop/app/db.py"
    let text = all.project.text(repository)
    #expect(!text.isEmpty)
    try all.project.write(
      repository, "# moved\n" + text + "\n\ndef added(session):\n    return session.execute('select 1')\n")
    let changed = try all.check("after a change")
    #expect(changed.files == changed.total - 1)
    #expect(changed.chunks > 0 && changed.chunks < same.chunks)

    // New callers of what other files define, and a name that no file had.
    try all.project.write(repository, text + "\n\ndef get_db(): return build(requests.get(added_name()))\n")
    _ = try all.check("after another change")
    try all.project.write(repository, String(text.prefix(text.count / 2)))
    _ = try all.check("with half of a file gone")

    // What is no code, and says what code runs.
    let mapper = "rules/list-unpaginated/java_mybatis/src/main/resources/mapper/OrderMapper.xml"
    try all.project.write(mapper, all.project.text(mapper).replacing("FROM orders", with: "FROM carts LIMIT 9"))
    _ = try all.check("with other statements in a mapper file")

    try all.project.write("bookshop/extra.py", "import requests\n\ndef ping(): return requests.get('http://x')\n")
    _ = try all.check("with a new file")
    #expect(unlink(all.project.path + "/bookshop/extra.py") == 0)
    _ = try all.check("with a file gone")
  }

  /// What is looked up by a text, and was no name of any file in the first run, may become one.
  @Test func aTextMayBecomeAName() throws {
    let project = try TemporaryFolder([
      "app.js": "const steps = require('./steps')\nasync function run() { await steps['frobnicate']('x') }\n",
      "steps.js": "exports.other = 1\n",
    ])
    let cache = try TemporaryFolder()
    func calls(useCache: Bool) throws -> [String] {
      var options = PipelineOptions(root: project.path)
      options.useCache = useCache
      options.cacheFolder = cache.path
      let backend = try Pipeline.run(options).backend
      return backend.functions.flatMap { function in
        function.calls.map { "\(function.name) \(backend[$0.callee].name)" }
      }
    }
    #expect(try calls(useCache: true) == [])
    try project.write("steps.js", "exports['frobnicate'] = function frobnicate(x) { return x }\n")
    let without = try calls(useCache: false)
    #expect(!without.isEmpty)
    #expect(try calls(useCache: true) == without)
  }

  /// A type that another file comes to declare or to implement changes what names and calls of Java mean.
  @Test(arguments: [
    (
      "Other.java", "package shop;\nclass Clock { static void now() {} }\n",
      ["Desk.close A.cancel", "Desk.close Clock.now"]
    ),
    (
      "Other.java", "package shop;\nclass Other implements Orders { public void cancel() {} }\n",
      ["Desk.close Orders.cancel"]
    ),
    (
      "Desk.java", "package shop;\nclass Desk { static A a; static void close() { a.cancel(); } }\n",
      ["Desk.close A.cancel"]
    ),
  ])
  func typesOfOtherFilesMayChange(_ path: String, _ text: String, _ wanted: [String]) throws {
    let project = try TemporaryFolder([
      "Orders.java": "package shop;\ninterface Orders { void cancel(); }\n",
      "A.java": "package shop;\nclass A implements Orders { public void cancel() {} }\n",
      "Desk.java": "package shop;\nclass Desk { Orders orders; void close() { orders.cancel(); Clock.now(); } }\n",
      "Other.java": "package shop;\nclass Other {}\n",
    ])
    let cache = try TemporaryFolder()
    func calls(useCache: Bool) throws -> [String] {
      var options = PipelineOptions(root: project.path)
      options.useCache = useCache
      options.cacheFolder = cache.path
      let backend = try Pipeline.run(options).backend
      return backend.functions.flatMap { function in
        function.calls.map { "\(function.name) \(backend[$0.callee].name)" }
      }
    }
    #expect(try calls(useCache: true) == ["Desk.close A.cancel"])
    try project.write(path, text)
    #expect(try calls(useCache: false) == wanted)
    #expect(try calls(useCache: true) == wanted)
  }

  @Test func damageIsNoticed() throws {
    let all = try Everything()
    let right = try all.run(useCache: true).text
    let whole = try #require(FileManager.default.contents(atPath: all.snapshot))
    #expect(whole.count > 10_000)
    for step in 0..<24 {
      var bytes = [UInt8](whole)
      if step < 20 {
        bytes[min(step * step * bytes.count / 400 + step, bytes.count - 1)] ^= 0x41
      } else {
        bytes.removeLast(bytes.count * (step - 19) / 5)
      }
      let snapshot = try all.snapshot
      #expect(FileManager.default.createFile(atPath: snapshot, contents: Data(bytes)))
      #expect(chmod(snapshot, 0o600) == 0)
      #expect(try all.run(useCache: true).text == right, "damage \(step)")
    }
  }

  @Test func snapshotsAreTheirOwnersAlone() throws {
    let all = try Everything()
    _ = try all.run(useCache: true)
    var status = stat()
    #expect(stat(try all.snapshot, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    // One that others may write is not trusted.
    #expect(chmod(try all.snapshot, 0o666) == 0)
    #expect(try all.run(useCache: true).files == 0)
  }

  @Test func withoutAPlaceItRunsAllTheSame() throws {
    let folder = try TemporaryFolder(["app.py": "x = 1\n", "file": ""])
    var options = PipelineOptions(root: folder.path)
    options.useCache = true
    options.cacheFolder = folder.path + "/file/below"
    #expect(try Pipeline.run(options).tree.files.count == 1)
  }

  @Test func theProgramKeepsAndCanBeToldNotTo() throws {
    let project = try TemporaryFolder(["app.py": "import requests\nrequests.get('http://x')\n"])
    let cache = try TemporaryFolder()
    let environment = ["XDG_CACHE_HOME": cache.path]
    _ = try Program.run("review", project.path, "--no-cache", environment: environment)
    #expect(!cache.exists("mainstay"))
    let first = try Program.run("review", project.path, "-f", "sarif", environment: environment)
    #expect(cache.exists("mainstay"))
    #expect(first.output.contains("missing-timeout"))
    #expect(try Program.run("review", project.path, "-f", "sarif", environment: environment).output == first.output)
  }
}
