import Glibc
import Testing

@Suite struct CommandLineGitTests {
  private func git(_ folder: TemporaryFolder, _ arguments: String...) throws {
    let settings = [
      "-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main", "-c",
      "commit.gpgSign=false",
    ]
    let run = try Program.run("git", ["-C", folder.path] + settings + arguments)
    try #require(run.status == 0, "git \(arguments): \(run.errors)")
  }

  private func repository(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder(files)
    try git(folder, "init", "-q")
    try git(folder, "add", "-A")
    try git(folder, "commit", "-q", "-m", "first")
    return folder
  }

  @Test func changedCodeRanksHigherAndTheRevisionIsNamed() throws {
    let folder = try repository(["a.py": "def one():\n    pass\n", "b.py": "def two():\n    pass\n"])
    for round in 0..<3 {
      try folder.write("b.py", "def two():\n    return \(round)\n")
      try git(folder, "commit", "-q", "-am", "round")
    }
    let run = try Program.run("context", folder.path)
    #expect(run.output.contains("revision "))
    let lines = run.output.split(separator: "\n")
    let first = lines.firstIndex { $0.hasPrefix("- b.py (4 commits): two:1") }
    let second = lines.firstIndex { $0.hasPrefix("- a.py (1 commit): one:1") }
    #expect(first != nil && second != nil && first.flatMap { f in second.map { f < $0 } } == true, "\(run.output)")
  }

  @Test func onlyWhatAChangeBringsIsReported() throws {
    let folder = try repository(CommandLineResultTests.app)
    #expect(try Program.run("review", folder.path).status == 1)
    // The old finding moves down and into another file; nothing is new.
    try git(folder, "mv", "app.py", "main.py")
    try folder.write("main.py", "# a comment\n\n" + (CommandLineResultTests.app["app.py"] ?? ""))
    try git(folder, "commit", "-q", "-am", "move")
    let moved = try Program.run("review", folder.path, "--since", "HEAD~1", "--json")
    #expect(moved.status == 0, "\(moved.output)\(moved.errors)")
    try folder.write("more.py", "import requests\n\ndef more():\n    requests.get('https://x.example.com')\n")
    let more = try Program.run("review", folder.path, "--since", "HEAD~1", "--fail-on", "note", "--json")
    #expect(more.status == 1)
    #expect(more.output.contains("more.py"))
    #expect(!more.output.contains("\"file\": \"main.py\""))
  }

  @Test(arguments: ["no-such-branch", "--output=/tmp/x", "-h"])
  func anUnknownRevisionIsNamed(_ revision: String) throws {
    let folder = try repository(CommandLineResultTests.app)
    let run = try Program.run("review", folder.path, "--since=\(revision)")
    #expect(run.status == 2)
    #expect(run.errors.contains("there is no revision '\(revision)'"))
  }

  @Test func outsideARepositoryAChangeCannotBeAskedFor() throws {
    let folder = try TemporaryFolder(CommandLineResultTests.app)
    let run = try Program.run(
      "review", folder.path, "--since", "HEAD", environment: ["GIT_CEILING_DIRECTORIES": "/tmp"])
    #expect(run.status == 2)
    #expect(run.errors.contains("--since needs git"))
  }

  /// A reviewed repository may try to run programs through its own configuration.
  @Test func nothingThatARepositoryConfiguresIsExecuted() throws {
    let folder = try repository(CommandLineResultTests.app)
    let program = folder.path + "/.git/evil"
    try folder.write(".git/evil", "#!/bin/sh\ntouch '\(folder.path)/.git/executed'\n")
    #expect(chmod(program, 0o700) == 0)
    for key in [
      "core.fsmonitor", "core.pager", "gpg.program", "diff.external", "core.sshCommand", "filter.x.clean",
      "filter.x.smudge", "diff.x.textconv", "core.editor", "core.askPass",
    ] {
      try git(folder, "config", key, program)
    }
    try git(folder, "config", "log.showSignature", "true")
    try folder.write(".git/info/attributes", "* filter=x diff=x\n")
    try folder.write("app.py", (CommandLineResultTests.app["app.py"] ?? "") + "\n\n")
    #expect(try Program.run("context", folder.path).status == 0)
    _ = try Program.run("review", folder.path, "--since", "HEAD")
    #expect(!folder.exists(".git/executed"))
    // The trap does spring for those who do not look out.
    _ = try Program.run("git", ["-C", folder.path, "diff", "HEAD"])
    #expect(folder.exists(".git/executed"))
  }
}
