internal import CTreeSitter
internal import Source
internal import Syntax

/// Lowers Python 3 (tree-sitter-python) into the IR.
enum PythonLowering: Lowering {
  static let languages: [Language] = [.python]
  static let grammar = PythonGrammar(MS_PYTHON)

  static func grammar(of language: Language) -> ms_language { MS_PYTHON }
  static func keptSymbols(of language: Language) -> [UInt8] { grammar.keep }

  static func lower(
    _ tree: ConcreteTree, language: Language, names: inout NameInterner, into builder: inout SyntaxBuilder
  ) {
    let grammar = Self.grammar
    grammar.symbols.withUnsafeBufferPointer { symbols in
      grammar.fields.withUnsafeBufferPointer { fields in
        withUnsafeMutablePointer(to: &names) { names in
          withUnsafeMutablePointer(to: &builder) { builder in
            var walker = PythonWalker(
              tree: tree, symbols: symbols, fields: fields, comment: grammar.comment, names: names, builder: builder)
            walker.walk()
          }
        }
      }
    }
  }
}
