import Glibc
import Testing

@testable import Source

@Suite struct DiscoveryTests {
  @Test func findsCodeAndDocumentsInPathOrder() {
    let tree = TemporaryTree([
      "b/app.ts": "x", "b.py": "x", "a/view.tsx": "x", "a/index.js": "x", "a/c.mjs": "x", "README.md": "x",
      "a/README.md": "x", "Dockerfile": "FROM a", "compose.yml": "a: 1", "photo.png": "x", "requirements-dev.txt": "x",
      ".env.example": "A=1", "package-lock.json": "{}", "schema.prisma": "x", "notes.txt": "x",
    ]).scan()
    #expect(tree.filePaths == ["a/c.mjs", "a/index.js", "a/view.tsx", "b.py", "b/app.ts"])
    #expect(tree.files.map(\.language) == [.javascript, .javascript, .tsx, .python, .typescript])
    #expect(
      tree.documentPaths == [
        ".env.example", "Dockerfile", "README.md", "compose.yml", "package-lock.json", "requirements-dev.txt",
        "schema.prisma",
      ])
    #expect(
      (tree.files + tree.documents).enumerated().allSatisfy { $1.id.index == UInt32($0) && tree[$1.id].path == $1.path }
    )
    #expect(tree.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("#!/usr/bin/env python3\n", Language.python), ("#!/usr/bin/python2.7 -u\n", .python),
    ("#!/usr/bin/env -S node --enable-source-maps\n", .javascript), ("#!/usr/bin/env FOO=1 ts-node\n", .typescript),
  ]) func knowsScriptsByTheirFirstLine(text: String, language: Language) {
    let tree = TemporaryTree(["bin/tool": text + "x", "bin/shell": "#!/bin/sh\n", "LICENSE": "x"]).scan()
    #expect(tree.filePaths == ["bin/tool"])
    #expect(tree.files.first?.language == language)
  }

  @Test func honoursIgnoreFilesOnEveryLevel() {
    let tree = TemporaryTree([
      ".gitignore": "*.gen.py\n/local\nlogs/\n!keep.gen.py\n", "a.py": "", "x.gen.py": "", "keep.gen.py": "",
      "local/a.py": "", "sub/local/a.py": "", "sub/logs/a.py": "", "sub/.gitignore": "!x.gen.py\nb.py\n",
      "sub/x.gen.py": "", "sub/b.py": "", "sub/deep/b.py": "", "b.py": "",
    ])
    #expect(
      tree.scan().filePaths == [
        "a.py", "b.py", "keep.gen.py", "sub/local/a.py", "sub/x.gen.py",
      ])
    #expect(tree.scan { $0.honoursGitignore = false }.filePaths.count == 10)
  }

  @Test func whatIsBelowAnIgnoredFolderCannotComeBack() {
    let tree = TemporaryTree([".gitignore": "out/\n!out/a.py\n", "out/a.py": "", "b.py": ""]).scan()
    #expect(tree.filePaths == ["b.py"])
  }

  @Test func honoursTheSurroundingRepository() throws {
    let tree = TemporaryTree([
      ".git/HEAD": "ref: refs/heads/main\n", ".git/info/exclude": "secret.py\n",
      ".gitignore": "/app/skip.py\n*.tmp.py\n",
      "app/a.py": "", "app/skip.py": "", "app/b.tmp.py": "", "app/secret.py": "", "app/inner/skip.py": "",
    ])
    let inner = try Discovery.scan(root: tree.path("app"))
    #expect(inner.filePaths == ["a.py", "inner/skip.py"])
  }

  @Test func aRootThatIsItselfIgnoredIsScannedAllTheSame() throws {
    let tree = TemporaryTree([
      ".git/HEAD": "ref: refs/heads/main\n", ".gitignore": "work/**\n/work\n", "work/repo/a.py": "",
    ])
    #expect(try Discovery.scan(root: tree.path("work/repo")).filePaths == ["a.py"])
  }

  @Test func excludesWhatTheUserNames() {
    let tree = TemporaryTree(["a.py": "", "legacy/b.py": "", "x/legacy/c.py": "", "x/d.py": ""])
    #expect(tree.scan { $0.excluded = ["/legacy/", "d.py"] }.filePaths == ["a.py", "x/legacy/c.py"])
  }

  @Test func saysWhyARootCannotBeScanned() {
    let tree = TemporaryTree(["a.py": ""])
    #expect(throws: DiscoveryError.notFound(tree.path("nope"))) { try Discovery.scan(root: tree.path("nope")) }
    #expect(throws: DiscoveryError.notADirectory(tree.path("a.py"))) { try Discovery.scan(root: tree.path("a.py")) }
  }

  @Test func theNumberOfWorkersChangesNothing() {
    var files: [String: String] = [:]
    for index in 0..<300 { files["d\(index % 7)/f\(index).py"] = "x = \(index)\n" }
    let tree = TemporaryTree(files)
    let one = tree.scan { $0.workers = 1 }
    let four = tree.scan { $0.workers = 4 }
    #expect(one.files.count == 300)
    #expect(one.files.map(\.path) == four.files.map(\.path))
    #expect(one.files.map(\.bytes) == four.files.map(\.bytes))
  }
}
