import Glibc
import Testing

@testable import Source

@Suite struct HostileTreeTests {
  @Test func linksAreNotFollowed() {
    let outside = TemporaryTree(["secret.py": "x"])
    let tree = TemporaryTree(["a/real.py": "x"])
    tree.link("out", to: outside.root)
    tree.link("out.py", to: outside.path("secret.py"))
    tree.link("a/loop", to: "..")
    tree.link("a/again.py", to: "real.py")
    tree.link("self.py", to: "self.py")
    tree.link("gone.py", to: "nowhere")
    let scan = tree.scan()
    #expect(scan.filePaths == ["a/real.py"])
    #expect(scan.diagnostics.map(\.file) == ["out", "out.py", "self.py"])
  }

  @Test func aRootMayBeALink() throws {
    let tree = TemporaryTree(["real/a.py": "x"])
    tree.link("link", to: "real")
    #expect(try Discovery.scan(root: tree.path("link")).filePaths == ["a.py"])
  }

  @Test func specialFilesAreNeverOpened() {
    let tree = TemporaryTree(["a.py": "x"])
    mkfifo(tree.path("pipe.py"), 0o644)
    mkfifo(tree.path("script"), 0o644)
    mkfifo(tree.path(".gitignore"), 0o644)
    let scan = tree.scan()
    #expect(scan.filePaths == ["a.py"])
    #expect(scan.diagnostics.map(\.file) == [".gitignore", "pipe.py", "script"])
  }

  @Test func tooLargeFilesAndBinariesCostADiagnostic() {
    let tree = TemporaryTree(["ok.py": "x = 1\n"])
    tree.write("big.py", [UInt8](repeating: 0x20, count: 5000))
    tree.write("binary.py", [0x61, 0, 0x62])
    tree.write("latin.py", [0x23, 0xE9, 0x0A])
    let scan = tree.scan { $0.codeLimit = 4096 }
    #expect(scan.filePaths == ["latin.py", "ok.py"])
    #expect(scan.diagnostics.map(\.file) == ["big.py", "binary.py", "latin.py"])
    #expect(scan.diagnostics.map(\.severity) == [.warning, .warning, .note])
  }

  @Test func unreadableFoldersAndFilesCostADiagnostic() {
    let tree = TemporaryTree(["a.py": "x", "closed/b.py": "x", "closed.py": "x"])
    chmod(tree.path("closed"), 0)
    chmod(tree.path("closed.py"), 0)
    defer { chmod(tree.path("closed"), 0o755) }
    let scan = tree.scan()
    // The superuser reads everything.
    let expected = geteuid() == 0 ? ["a.py", "closed.py", "closed/b.py"] : ["a.py"]
    #expect(scan.filePaths == expected)
    #expect(scan.diagnostics.count == (geteuid() == 0 ? 0 : 2))
  }

  @Test func depthAndNumbersAreBounded() {
    let tree = TemporaryTree([String(repeating: "d/", count: 60) + "deep.py": "x", "a.py": "x", "b.py": "x"])
    let deep = tree.scan { $0.depthLimit = 20 }
    #expect(deep.filePaths == ["a.py", "b.py"])
    #expect(deep.diagnostics.count == 1)
    let few = tree.scan { $0.fileLimit = 1 }
    #expect(few.filePaths == ["a.py"])
    #expect(few.diagnostics.count == 1)
    let bytes = tree.scan { $0.byteLimit = 2 }
    #expect(bytes.filePaths == ["a.py", "b.py"])
    #expect(bytes.diagnostics.count == 1)
    let entries = tree.scan { $0.entryLimit = 10 }
    #expect(entries.diagnostics.count == 1)
  }

  @Test func namesThatNoReportCouldPrintAreLeftOut() {
    let tree = TemporaryTree(["ok é.py": "x", "new\nline.py": "x", "esc\u{1B}[31m.py": "x"])
    let name: [CChar] = Array(tree.root.utf8CString.dropLast()) + [0x2F, -1, 0x2E, 0x70, 0x79, 0]
    close(open(name, O_CREAT | O_WRONLY, 0o644))
    let scan = tree.scan()
    #expect(scan.filePaths == ["ok é.py"])
    #expect(scan.diagnostics.count == 3)
    #expect(scan.diagnostics.allSatisfy { !$0.file.contains("\n") && !$0.file.contains("\u{1B}") })
  }

  @Test func aFloodOfTroubleIsFolded() {
    let tree = TemporaryTree()
    for index in 0..<100 { tree.write("b\(index).py", [0x61, 0]) }
    let scan = tree.scan()
    #expect(scan.diagnostics.count == 21)
    #expect(scan.diagnostics.first?.message.hasPrefix("80 more") == true)
  }

  @Test func oneFolderOfVeryManyFilesTakesLinearTime() {
    let tree = TemporaryTree(["package.json": "{}"])
    for index in 0..<3000 {
      tree.write("dist/f\(index).js", "x")
      tree.write("src/f\(index).ts", "x")
    }
    let clock = ContinuousClock()
    var scan = SourceTree(files: [], documents: [], services: [], diagnostics: [])
    let time = clock.measure { scan = tree.scan() }
    #expect(scan.files.count == 3000)
    #expect(scan.leftOut == [LeftOut(path: "dist", reason: .buildOutput)])
    #expect(time < .seconds(10))
  }

  @Test func patternsBuiltToCostEndInADiagnostic() {
    let pattern = String(repeating: "*a", count: 100) + "b\n"
    let tree = TemporaryTree([".gitignore": String(repeating: pattern, count: 4000)])
    let name = String(repeating: "a", count: 200)
    for index in 0..<50 { tree.write("\(name)\(index).py", "x") }
    let clock = ContinuousClock()
    var scan = SourceTree(files: [], documents: [], services: [], diagnostics: [])
    let time = clock.measure { scan = tree.scan { $0.patternSteps = 2_000_000 } }
    #expect(scan.files.count == 50)
    #expect(scan.diagnostics.contains { $0.message.contains("patterns") })
    #expect(time < .seconds(5))
  }
}
