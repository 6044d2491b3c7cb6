internal import CTreeSitter
internal import Source
internal import Syntax

/// Lowers Python 3 (tree-sitter-python) into the IR.
enum PythonLowering: Lowering {
  static let languages: [Language] = [.python]
  static let grammar = Grammar<PythonSymbol, PythonField>(MS_PYTHON)

  static func grammar(of language: Language) -> ms_language { MS_PYTHON }
  static func keptSymbols(of language: Language) -> [UInt8] { grammar.keep }

  static func lower(
    _ tree: ConcreteTree, language: Language, names: inout NameInterner, into builder: inout SyntaxBuilder
  ) {
    Walk.over(tree, Self.grammar, &names, &builder) {
      var walker = PythonWalker(walk: $0)
      walker.lowerFile()
    }
  }
}
