import Glibc
import Testing

@testable import Source

/// Repositories are made with the `git` of the machine; the tests that need one are skipped where there is none.
@Suite struct GitTests {
  private static let hasGit = access("/usr/bin/git", X_OK) == 0 || access("/usr/local/bin/git", X_OK) == 0

  @discardableResult
  private func git(_ tree: TemporaryTree, _ command: String) -> Int32 {
    system(
      "cd '\(tree.root)' && HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b "
        + "GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b git -c init.defaultBranch=main \(command) >/dev/null 2>&1")
  }

  private func repository() -> TemporaryTree {
    let tree = TemporaryTree(["a.py": "1\n2\n3\n4\n5\n", "sub/b.py": "1\n2\n", "sub/with space.py": "1\n"])
    git(tree, "init")
    git(tree, "add .")
    git(tree, "commit -m one")
    tree.write("a.py", "1\nTWO\n3\n4\n5\n")
    git(tree, "commit -am two")
    return tree
  }

  @Test func readsHeadsWithoutGit() {
    let revision = String(repeating: "ab", count: 20)
    let loose = TemporaryTree([".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": revision + "\n"])
    #expect(Git.head(root: loose.root) == GitRepository.Head(revision: revision, branch: "main"))
    let packed = TemporaryTree([
      ".git/HEAD": "ref: refs/heads/a/b\n", ".git/packed-refs": "# pack-refs\n\(revision) refs/heads/a/b\n",
      "x/a.py": "",
    ])
    #expect(Git.head(root: packed.path("x")) == GitRepository.Head(revision: revision, branch: "a/b"))
    let detached = TemporaryTree([".git/HEAD": revision + "\n"])
    #expect(Git.head(root: detached.root) == GitRepository.Head(revision: revision, branch: nil))
    let unborn = TemporaryTree([".git/HEAD": "ref: refs/heads/main\n"])
    #expect(Git.head(root: unborn.root) == nil)
  }

  @Test(arguments: ["ref: refs/../../secret\n", "ref: /etc/passwd\n", "ref: refs/heads//x\n", "", "x"])
  func hostileHeadsLeadNowhere(head: String) {
    let tree = TemporaryTree([".git/HEAD": head, "secret": String(repeating: "a", count: 40)])
    #expect(Git.head(root: tree.root) == nil)
  }

  @Test func symbolicReferencesEnd() {
    let tree = TemporaryTree([".git/HEAD": "ref: refs/heads/a\n", ".git/refs/heads/a": "ref: refs/heads/a\n"])
    #expect(Git.head(root: tree.root) == nil)
  }

  @Test(.enabled(if: hasGit)) func countsChurn() {
    let tree = repository()
    let churn = Git.churn(root: tree.root)
    #expect(churn.counts == ["a.py": 2, "sub/b.py": 1, "sub/with space.py": 1])
    #expect(churn.diagnostics.isEmpty)
    #expect(Git.churn(root: tree.path("sub")).counts == ["b.py": 1, "with space.py": 1])
  }

  @Test(.enabled(if: hasGit)) func tellsChangedLines() {
    let tree = repository()
    tree.write("a.py", "1\nTWO\n3\n4\nFIVE\n++ x\n")
    tree.write("sub/with space.py", "0\n1\n")
    tree.write("sub/b.py", "2\n")
    tree.write("new.py", "1\n")
    let files = ["a.py", "sub/b.py", "sub/with space.py", "new.py"]
    let result = Git.changedLines(since: "HEAD~1", root: tree.root, files: files)
    #expect(result.diagnostics.isEmpty)
    #expect(
      result.lines == [
        "a.py": [2...2, 5...6], "sub/with space.py": [1...1], "sub/b.py": [1...1], "new.py": [1...Int.max],
      ])
    let inner = Git.changedLines(since: "main", root: tree.path("sub"), files: ["b.py", "with space.py"])
    #expect(inner.lines == ["b.py": [1...1], "with space.py": [1...1]])
  }

  @Test(.enabled(if: hasGit)) func comparesWithWhereABranchBegan() {
    let tree = repository()
    git(tree, "checkout -b topic")
    tree.write("sub/b.py", "1\n2\n3\n")
    git(tree, "commit -am topic")
    git(tree, "checkout main")
    tree.write("a.py", "changed on main\n")
    git(tree, "commit -am main")
    git(tree, "checkout topic")
    let changes = Git.changedLines(since: "main", root: tree.root, files: ["a.py", "sub/b.py"]).lines
    #expect(changes == ["sub/b.py": [3...3]])
  }

  @Test(.enabled(if: hasGit), arguments: ["nope", "--output=/tmp/x", "HEAD@{1}", "", "main~99", "$(touch x)"])
  func unknownRevisionsCostADiagnostic(revision: String) {
    let result = Git.changedLines(since: revision, root: repository().root, files: [])
    #expect(result.lines == nil)
    #expect(result.diagnostics.count == 1)
  }

  @Test func withoutARepositoryThereIsNoHistory() {
    let tree = TemporaryTree(["a.py": ""])
    #expect(Git.churn(root: tree.root).counts.isEmpty)
    #expect(Git.changedLines(since: "main", root: tree.root, files: []).lines == nil)
  }

  /// Every way known to the author by which a repository's own configuration runs a program on these verbs.
  @Test(.enabled(if: hasGit)) func theRepositorysConfigurationRunsNothing() {
    let tree = repository()
    let trap = tree.path("trap.sh")
    tree.write("trap.sh", "#!/bin/sh\ntouch '\(tree.root)/trapped'\ncat\n")
    chmod(trap, 0o755)
    for (key, value) in [
      ("core.fsmonitor", trap), ("core.pager", trap), ("pager.log", trap), ("pager.diff", trap), ("gpg.program", trap),
      ("log.showSignature", "true"), ("diff.external", trap), ("diff.x.command", trap), ("diff.x.textconv", trap),
      ("filter.x.clean", trap), ("filter.x.smudge", trap), ("filter.x.process", trap), ("filter.x.required", "true"),
      ("core.hooksPath", tree.root), ("core.alternateRefsCommand", trap), ("core.sshCommand", trap),
      ("core.gitProxy", trap), ("core.editor", trap), ("core.askPass", trap), ("alias.log", "!" + trap),
      ("alias.diff", "!" + trap), ("credential.helper", "!" + trap), ("uploadpack.packObjectsHook", trap),
    ] { git(tree, "config \(key) '\(value)'") }
    tree.write(".gitattributes", "* filter=x diff=x\n")
    tree.write("post-index-change", "#!/bin/sh\ntouch '\(tree.root)/trapped'\n")
    chmod(tree.path("post-index-change"), 0o755)
    tree.write("a.py", "other\n")
    #expect(Git.churn(root: tree.root).counts["a.py"] == 2)
    #expect(Git.changedLines(since: "HEAD", root: tree.root, files: ["a.py"]).lines?["a.py"] == [1...1])
    #expect(access(tree.path("trapped"), F_OK) != 0)
  }

  @Test(.enabled(if: hasGit)) func nothingIsLeftInTheRepositoryOrBesideIt() {
    let tree = repository()
    let index = tree.path(".git/index")
    var before = stat()
    stat(index, &before)
    _ = Git.changedLines(since: "HEAD", root: tree.root, files: [])
    var after = stat()
    stat(index, &after)
    #expect(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec && before.st_ino == after.st_ino)
    #expect(access(tree.path(".git/index.lock"), F_OK) != 0)
  }
}
