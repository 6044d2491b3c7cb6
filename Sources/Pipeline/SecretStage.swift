internal import Frameworks
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Looks for secrets in the literals of shipped code.
enum SecretStage {
  static func run(_ program: Program, _ lines: LineTable, workers: Int) -> [HardcodedSecret] {
    let found = parallelMap(count: program.fileCount, workers: workers) { position -> [HardcodedSecret] in
      guard let file = program.file(FileID(index: UInt32(position))), file.source.purpose == .production else {
        return []
      }
      let isPublic = program.browserFiles.contains(file.source.id)
      return SecretScanner(file, names: program.names).scan().compactMap { range, secret in
        // Whoever loads the page has it, and the key of a map is restricted to the pages that may use it.
        if isPublic, !secret.isProviderFormat || secret.kind.contains("Google") { return nil }
        var secret = secret
        secret.location = lines.location(of: range, in: file.source.id)
        return secret
      }
    }
    return found.flatMap(\.self)
  }
}
