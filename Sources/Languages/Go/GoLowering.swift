internal import CTreeSitter
internal import Source
internal import Syntax

/// Lowers Go (tree-sitter-go) into the IR.
enum GoLowering: Lowering {
  static let languages: [Language] = [.go]
  static let grammar = Grammar<GoSymbol, GoField>(MS_GO)

  static func grammar(of language: Language) -> ms_language { MS_GO }
  static func keptSymbols(of language: Language) -> [UInt8] { grammar.keep }

  static func lower(
    _ tree: ConcreteTree, language: Language, names: inout NameInterner, into builder: inout SyntaxBuilder
  ) {
    Walk.over(tree, Self.grammar, &names, &builder) {
      var walker = GoWalker(walk: $0)
      walker.lowerFile()
    }
  }
}
