package import Resolution
package import Source
internal import Syntax

/// Routes that exist on developers' machines and in tests only.
extension RecognizerContext {
  /// Whether one of some set-up calls stands in an `if` that holds only there:
  /// `if (process.env.NODE_ENV === "development") app.use("/debug", debug)`.
  package func isForDevelopment(_ calls: [NodeRef]) -> Bool {
    calls.contains { call in
      guard let file = program.file(call.file), call.node < NodeID(file.nodes.count) else { return false }
      var node = call.node
      while node != 0, file[node].kind != .function {
        let parent = file[node].parent
        if file[parent].kind == .ifStatement, let condition = file.child(parent, .condition) {
          let text = String(file.text(condition).prefix(300))
          if file[node].role == .then, DevelopmentCondition.holdsOnlyThere(text) { return true }
        }
        node = parent
      }
      return false
    }
  }
}

extension RecognizerContext {
  /// Files that are only loaded there: `if (process.env.NODE_ENV === "development") require("./debug")(app)`.
  package func developmentFiles() -> Set<FileID> {
    let sites = program.sites(called: "require")
    let chosen = sites.filter { isForDevelopment([$0]) }
    guard !chosen.isEmpty else { return [] }
    return loaded(by: chosen).subtracting(loaded(by: sites.filter { !chosen.contains($0) }))
  }

  private func loaded(by calls: [NodeRef]) -> Set<FileID> {
    calls.reduce(into: []) { found, call in
      switch evaluator.value(of: call) {
      case .module(let file): found.insert(file)
      // What it exports as a whole.
      case .function(let exported), .literal(let exported), .type(let exported):
        if exported.file != call.file { found.insert(exported.file) }
      default: break
      }
    }
  }
}

/// What a condition's words say about where it holds.
enum DevelopmentCondition {
  /// Every alternative of an `||` must be about development, and one part of each `&&`.
  static func holdsOnlyThere(_ text: String) -> Bool {
    let alternatives = parts(text.lowercased(), separator: "||")
    return !alternatives.isEmpty
      && alternatives.allSatisfy { parts($0, separator: "&&").contains { isDevelopment($0) } }
  }

  private static func parts(_ text: String, separator: String) -> [String] {
    text.split(separator: separator).map { $0.filter { !$0.isWhitespace && $0 != "(" && $0 != ")" } }
  }

  private static let development = [
    "\"development\"", "'development'", "\"dev\"", "'dev'", "\"test\"", "'test'", "\"local\"", "'local'", "isdev",
    "is_dev", "istest", "is_test", "islocal", "is_local",
  ]
  private static let production = ["\"production\"", "'production'", "\"prod\"", "'prod'", "isprod", "is_prod"]

  private static func isDevelopment(_ part: String) -> Bool {
    let isNegated = part.hasPrefix("!") || part.contains("!=")
    return (isNegated ? production : development).contains { part.contains($0) }
  }
}
