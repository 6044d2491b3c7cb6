internal import CTreeSitter
internal import Source
internal import Syntax

/// Lowers Python 3 (tree-sitter-python) into the IR.
enum PythonLowering: Lowering {
  static let languages: [Language] = [.python]

  enum Symbol: String, CaseIterable, Sendable { case module }
  enum Field: String, CaseIterable, Sendable { case name }
  static let table = GrammarTable<Symbol, Field>(MS_PYTHON)

  static func grammar(of language: Language) -> ms_language { MS_PYTHON }
  static func keptSymbols(of language: Language) -> [UInt8] { table.keep }

  static func lower(
    _ tree: ConcreteTree, language: Language, names: inout NameInterner, into builder: inout SyntaxBuilder
  ) {
    builder.leaf(.module, .none, start: tree.nodes[0].start, end: tree.nodes[0].end)
  }
}
