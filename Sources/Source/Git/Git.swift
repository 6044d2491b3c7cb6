/// What the history of the repository around a project tells.
///
/// The reviewed repository is untrusted: nothing that it configures is run (see `GitProcess`).
package enum Git {
  /// The newest commits that churn is counted over.
  package static let churnCommits = 5000

  /// The commit and branch that are checked out; `nil` outside a repository.
  package static func head(root: String) -> GitRepository.Head? { GitRepository(root: root)?.head }

  /// How many of the newest commits changed each file.
  /// - Parameters:
  ///   - root: the project's root.
  ///   - timeLimit: in seconds.
  /// - Returns: counts by path relative to the root, and what went wrong. Outside a repository there is nothing to
  ///   count, and nothing wrong.
  package static func churn(root: String, timeLimit: Int = 10) -> (counts: [String: Int], diagnostics: [Diagnostic]) {
    guard let repository = GitRepository(root: root), let head = repository.head else { return ([:], []) }
    do throws(GitProcess.Failure) {
      let git = try GitProcess(repository, timeLimit: timeLimit)
      let output = try git.run(
        [
          "log", "--max-count=\(churnCommits)", "--name-only", "-z", "--format=", "--no-merges", "--no-renames",
          "--no-ext-diff", "--no-textconv", "--no-show-signature", "--ignore-submodules=all", head.revision, "--",
        ] + pathspec(repository))
      return (count(output, prefix: repository.prefix), [])
    } catch {
      return ([:], [Diagnostic(.warning, "no change history: \(error.words)")])
    }
  }

  private static func count(_ output: [UInt8], prefix: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for name in output.split(separator: 0) {
      let path = name.drop { $0 == 0x0A }
      guard path.starts(with: prefix.utf8) else { continue }
      counts[String(decoding: path.dropFirst(prefix.utf8.count), as: UTF8.self), default: 0] += 1
    }
    counts[""] = nil
    return counts
  }

  /// The lines that are new or changed in the work tree since it parted from a revision, committed or not.
  /// - Parameters:
  ///   - revision: a branch, a tag, a commit, each with `~N` or `^` after it.
  ///   - root: the project's root.
  ///   - files: the project's files, relative to the root. Those that the revision does not have are new.
  ///   - timeLimit: in seconds, for each of a few calls of Git.
  /// - Returns: ranges of lines from 1 by path; `1...Int.max` for a new file. `nil` with a diagnostic when that can't
  ///   be told.
  package static func changedLines(
    since revision: String, root: String, files: [String], timeLimit: Int = 20
  ) -> (lines: [String: [ClosedRange<Int>]]?, diagnostics: [Diagnostic]) {
    guard let repository = GitRepository(root: root), let head = repository.head else {
      return (nil, [Diagnostic(.error, "there is no Git repository with a commit here")])
    }
    do throws(GitProcess.Failure) {
      let git = try GitProcess(repository, timeLimit: timeLimit)
      guard let named = commit(revision, repository, git) else {
        return (nil, [Diagnostic(.error, "there is no revision '\(printable(revision))'")])
      }
      // Where both came from: what others did on the named branch since then is not this change's doing.
      let base = (try? git.run(["merge-base", named, head.revision])).flatMap(line) ?? named
      _ = try git.run(["read-tree", base])
      let known = try git.run(["ls-files", "-z"])
      let patch = try git.run(
        [
          "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--no-prefix",
          "--ignore-submodules=all", "--diff-algorithm=histogram", base, "--",
        ] + pathspec(repository))
      var lines = GitPatch.lines(patch, prefix: repository.prefix)
      let names = known.split(separator: 0).compactMap {
        GitPatch.relative(String(decoding: $0, as: UTF8.self), repository.prefix)
      }
      for file in Set(files).subtracting(names) { lines[file] = [1...Int.max] }
      return (lines, [])
    } catch {
      return (nil, [Diagnostic(.error, "no changes since '\(printable(revision))': \(error.words)")])
    }
  }

  private static func pathspec(_ repository: GitRepository) -> [String] {
    repository.prefix.isEmpty ? [] : [String(repository.prefix.dropLast())]
  }

  /// The commit that a revision stands for. Names are looked up here, since the scratch repository has none.
  private static func commit(_ revision: String, _ repository: GitRepository, _ git: borrowing GitProcess) -> String? {
    let name = revision.prefix { $0 != "~" && $0 != "^" }
    let suffix = revision.dropFirst(name.count)
    guard !name.isEmpty, !name.hasPrefix("-"), suffix.allSatisfy({ $0 == "~" || $0 == "^" || $0.isNumber }) else {
      return nil
    }
    let isHash =
      name.utf8.count >= 4 && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard let start = repository.resolve(name: String(name)) ?? (isHash ? String(name) : nil) else { return nil }
    return (try? git.run(["rev-parse", "--verify", "--quiet", start + suffix + "^{commit}"])).flatMap(line)
  }

  private static func line(_ output: [UInt8]) -> String? {
    let text = String(decoding: output.prefix { $0 != 0x0A }, as: UTF8.self)
    return GitRepository.isRevision(text) ? text : nil
  }

  private static func printable(_ text: String) -> String { String(text.prefix(100).filter { $0 >= " " }) }
}
