internal import Glibc

/// What Git knows about a project. Runs the user's `git` for reading only, and so that nothing which the repository
/// configures is executed: no hooks, pagers, filters, signature programs, file monitors and no fetching of objects.
package struct GitHistory: Sendable {
  /// Commits looked at for `churn`.
  static let commitsForChurn = 1_000

  let root: String
  /// The commit that is checked out.
  package let revision: String

  /// `nil` when the folder is in no repository with a commit, or there is no `git`.
  package init?(root: String) {
    self.root = root
    guard let output = Self.git(root, ["rev-parse", "--verify", "--end-of-options", "HEAD^{commit}"]) else {
      return nil
    }
    revision = Self.line(output)
  }

  /// Commits by path, relative to the root, among the last thousand.
  package func churn() -> [String: Int] {
    let arguments = [
      "log", "--format=", "--name-only", "--no-renames", "--relative", "-z", "-n", String(Self.commitsForChurn), "HEAD",
      "--", ".",
    ]
    guard let output = Self.git(root, arguments) else { return [:] }
    var churn: [String: Int] = [:]
    for name in output.split(separator: 0) {
      let path = String(decoding: name.drop { $0 == 0x0A }, as: UTF8.self)
      if !path.isEmpty { churn[path, default: 0] += 1 }
    }
    return churn
  }

  /// The commit that a change since `revision` starts from: the last one that it and today's have in common, so that
  /// what others have done there meanwhile does not count. `nil` when there is no such revision.
  func start(ofChangeSince revision: String) -> String? {
    guard let commit = Self.git(root, ["rev-parse", "--verify", "--end-of-options", revision + "^{commit}"]) else {
      return nil
    }
    let base = Self.git(root, ["merge-base", Self.line(commit), self.revision])
    return Self.line(base ?? commit)
  }

  /// New paths by old ones of files that were moved between a commit and today's.
  func renames(since commit: String) -> [String: String] {
    let arguments = ["diff-tree", "-r", "-M", "-z", "--name-status", "--diff-filter=R", "--relative", commit, revision]
    guard let output = Self.git(root, arguments) else { return [:] }
    let fields = output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    var renames: [String: String] = [:]
    for index in stride(from: 0, to: fields.count - 2, by: 3) { renames[fields[index + 1]] = fields[index + 2] }
    return renames
  }

  private static func line(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  static func git(_ root: String, _ arguments: [String]) -> [UInt8]? {
    Subprocess.output(command(root, arguments), environment: environment)
  }

  /// Settings on the command line win over those of the repository.
  static func command(_ root: String, _ arguments: [String]) -> [String] {
    let settings = [
      "core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "log.showSignature=false",
      "log.mailmap=false",
      "diff.external=", "core.quotePath=false",
    ]
    return ["git", "-C", root, "--no-pager"] + settings.flatMap { ["-c", $0] } + arguments
  }

  static let environment: [String] = {
    let names = ["PATH", "HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL"]
    let kept = names.compactMap { (name: String) -> String? in
      guard let value = getenv(name) else { return nil }
      return "\(name)=\(String(cString: value))"
    }
    return kept + [
      "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none",
      "GIT_ATTR_NOSYSTEM=1", "GIT_NO_REPLACE_OBJECTS=1",
    ]
  }()
}
