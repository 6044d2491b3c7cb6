internal import CTreeSitter
internal import Source
internal import Syntax

/// Lowers Go (tree-sitter-go) into the IR.
enum GoLowering: Lowering {
  static let languages: [Language] = [.go]
  static let grammar = GoGrammar(MS_GO)

  static func grammar(of language: Language) -> ms_language { MS_GO }
  static func keptSymbols(of language: Language) -> [UInt8] { grammar.keep }

  static func lower(
    _ tree: ConcreteTree, language: Language, names: inout NameInterner, into builder: inout SyntaxBuilder
  ) {
    let grammar = Self.grammar
    grammar.symbols.withUnsafeBufferPointer { symbols in
      grammar.fields.withUnsafeBufferPointer { fields in
        withUnsafeMutablePointer(to: &names) { names in
          withUnsafeMutablePointer(to: &builder) { builder in
            var walker = GoWalker(
              tree: tree, symbols: symbols, fields: fields, comment: grammar.comment, names: names, builder: builder)
            walker.walk()
          }
        }
      }
    }
  }
}
