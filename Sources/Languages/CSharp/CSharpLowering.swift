internal import CTreeSitter
internal import Source
internal import Syntax

/// Lowers C# (tree-sitter-c-sharp) into the IR.
enum CSharpLowering: Lowering {
  static let languages: [Language] = [.csharp]
  static let grammar = Grammar<CSharpSymbol, CSharpField>(MS_CSHARP)

  static func grammar(of language: Language) -> ms_language { MS_CSHARP }
  static func keptSymbols(of language: Language) -> [UInt8] { grammar.keep }

  static func secondReading(_ bytes: UnsafeBufferPointer<UInt8>, language: Language) -> Reading? {
    CSharpRepair.withoutDirectives(bytes).map { Reading(language: language, bytes: $0) }
  }

  static func lower(
    _ tree: ConcreteTree, language: Language, names: inout NameInterner, into builder: inout SyntaxBuilder
  ) {
    Walk.over(tree, Self.grammar, &names, &builder) {
      var walker = CSharpWalker(walk: $0)
      walker.lowerFile()
    }
  }
}
