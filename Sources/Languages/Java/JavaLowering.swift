internal import CTreeSitter
internal import Source
internal import Syntax

/// Lowers Java (tree-sitter-java) into the IR.
enum JavaLowering: Lowering {
  static let languages: [Language] = [.java]
  static let grammar = Grammar<JavaSymbol, JavaField>(MS_JAVA)

  static func grammar(of language: Language) -> ms_language { MS_JAVA }
  static func keptSymbols(of language: Language) -> [UInt8] { grammar.keep }

  static func lower(
    _ tree: ConcreteTree, language: Language, names: inout NameInterner, into builder: inout SyntaxBuilder
  ) {
    Walk.over(tree, Self.grammar, &names, &builder) {
      var walker = JavaWalker(walk: $0)
      walker.lowerFile()
    }
  }
}
