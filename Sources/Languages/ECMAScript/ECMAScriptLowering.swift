internal import CTreeSitter
internal import Source
internal import Syntax

/// Lowers JavaScript, TypeScript and TSX (tree-sitter-javascript, tree-sitter-typescript) into the IR.
enum ECMAScriptLowering: Lowering {
  static let languages: [Language] = [.javascript, .typescript, .tsx]

  static func grammar(of language: Language) -> ms_language {
    switch language {
    case .typescript: MS_TYPESCRIPT
    case .tsx: MS_TSX
    default: MS_JAVASCRIPT
    }
  }

  private static func table(of language: Language) -> ECMAScriptTable {
    switch language {
    case .typescript: .typescript
    case .tsx: .tsx
    default: .javascript
    }
  }

  static func keptSymbols(of language: Language) -> [UInt8] { table(of: language).keep }

  static func reading(_ bytes: UnsafeBufferPointer<UInt8>, language: Language) -> Reading {
    guard language != .javascript else { return Reading(language: language, bytes: nil) }
    var repair = ECMAScriptRepair(bytes)
    repair.blankTagArguments()
    return Reading(language: language, bytes: repair.repaired)
  }

  /// JavaScript with types is read as TSX, which knows Flow's as well; of what is TypeScript, some is spelled otherwise.
  static func secondReading(_ bytes: UnsafeBufferPointer<UInt8>, language: Language) -> Reading? {
    var repair = ECMAScriptRepair(bytes)
    repair.blankTagArguments()
    repair.respell()
    if language != .javascript && !repair.hasRespelled { return nil }
    return Reading(language: language == .javascript ? .tsx : language, bytes: repair.repaired)
  }

  static func lower(
    _ tree: ConcreteTree, language: Language, names: inout NameInterner, into builder: inout SyntaxBuilder
  ) {
    let table = table(of: language)
    table.symbols.withUnsafeBufferPointer { symbols in
      table.fields.withUnsafeBufferPointer { fields in
        withUnsafeMutablePointer(to: &names) { names in
          withUnsafeMutablePointer(to: &builder) { builder in
            let words = ECMAScriptWords(&names.pointee)
            let walker = ECMAScriptWalker(
              tree: tree, symbols: symbols, fields: fields, names: names, builder: builder, words: words,
              isTypeScript: language != .javascript)
            walker.addComments()
            walker.lowerModule()
          }
        }
      }
    }
  }
}

/// Names that the lowering writes itself.
struct ECMAScriptWords {
  let and, or, equal, notEqual, not, plus, minus, star, `default`, `import`, array, union, intersection, typeof: Name
  let constructor: Name

  init(_ names: inout NameInterner) {
    and = names.intern("and")
    or = names.intern("or")
    equal = names.intern("==")
    notEqual = names.intern("!=")
    not = names.intern("not")
    plus = names.intern("+")
    minus = names.intern("-")
    star = names.intern("*")
    `default` = names.intern("default")
    `import` = names.intern("import")
    array = names.intern("Array")
    union = names.intern("|")
    intersection = names.intern("&")
    typeof = names.intern("typeof")
    constructor = names.intern("constructor")
  }
}
