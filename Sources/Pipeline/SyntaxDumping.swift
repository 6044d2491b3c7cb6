internal import Languages
internal import Source
internal import Syntax

/// The language-neutral syntax of one file as text, for makers of lowerings and recognizers.
package enum SyntaxDumping {
  /// - Parameter file: relative to the root.
  package static func text(root: String, file: String) throws(PipelineError) -> String {
    let tree = try Pipeline.scan(PipelineOptions(root: root))
    guard let source = tree.files.first(where: { $0.path == file }) else {
      let near = nearestName(to: file, among: tree.files.map(\.path))
      throw PipelineError("there is no code file '\(file)' in '\(root)'\(near.map { "; did you mean \($0)?" } ?? "")")
    }
    let lowerer = FileLowerer()
    let lowered = lowerer.lower(source)
    guard let syntax = lowered.file else {
      throw PipelineError(lowered.diagnostic?.message ?? "'\(file)' could not be parsed")
    }
    return SyntaxDump(syntax, names: NameTable.merge([lowerer.names]).table).text()
  }
}
