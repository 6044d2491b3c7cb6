internal import CTreeSitter
package import Source
package import Syntax

/// Turns one language's concrete syntax trees into the IR.
protocol Lowering: Sendable {
  /// The languages it lowers.
  static var languages: [Language] { get }
  /// The grammar of one of them.
  static func grammar(of language: Language) -> ms_language
  /// The mask of symbols that the flat tree keeps, one byte per grammar symbol.
  static func keptSymbols(of language: Language) -> [UInt8]
  /// How a file is read first.
  static func reading(_ bytes: UnsafeBufferPointer<UInt8>, language: Language) -> Reading
  /// Another way to read a file with syntax errors, taken if it has fewer; `nil` when there is none.
  static func secondReading(_ bytes: UnsafeBufferPointer<UInt8>, language: Language) -> Reading?
  /// Lowers a parsed file. Never fails: what it does not understand becomes `unknown`.
  static func lower(
    _ tree: ConcreteTree, language: Language, names: inout NameInterner, into builder: inout SyntaxBuilder)
}

/// What the parser is given of a file.
struct Reading {
  /// Whose grammar reads it.
  let language: Language
  /// What the grammar reads where it could not read the file's own bytes: as many, so that every range holds.
  let bytes: [UInt8]?
}

extension Lowering {
  static func reading(_ bytes: UnsafeBufferPointer<UInt8>, language: Language) -> Reading {
    Reading(language: language, bytes: nil)
  }

  static func secondReading(_ bytes: UnsafeBufferPointer<UInt8>, language: Language) -> Reading? { nil }
}

/// Bounds on parsing one file; a file beyond them costs a diagnostic.
package enum ParseLimits {
  /// Microseconds for one file. Real files of a megabyte parse in under a second.
  package static let maxMicroseconds: UInt64 = 5_000_000
  /// Nesting of the concrete tree.
  package static let maxDepth: UInt32 = 4_000
  /// Bytes of a file with syntax errors that is worth a second reading. Files that people write are shorter.
  package static let maxSecondReading = 1_000_000
}

/// Parses and lowers files, one after the other; one per worker.
package final class FileLowerer {
  private let parser: OpaquePointer?
  /// The names of every file lowered so far.
  package private(set) var names = NameInterner()

  package init() { parser = ms_parser_new() }

  deinit { ms_parser_free(parser) }

  /// Lowers a code file. `nil` with a diagnostic when it could not be parsed at all.
  package func lower(_ source: SourceFile) -> (file: SyntaxFile?, diagnostic: Diagnostic?) {
    guard let parser, let language = source.language, let lowering = Self.lowering(of: language) else {
      return (nil, Diagnostic(.warning, file: source.path, "no parser for this file; it was left out"))
    }
    return source.bytes.withUnsafeBufferPointer { bytes in
      var reading = lowering.reading(bytes, language: language)
      var tree = Self.parse(bytes, as: reading, with: lowering, parser)
      if tree.errors > 0, bytes.count <= ParseLimits.maxSecondReading,
        let second = lowering.secondReading(bytes, language: language)
      {
        let errors = tree.errors
        tree = Self.parse(bytes, as: second, with: lowering, parser)
        if tree.status == MS_OK && tree.errors < errors {
          reading = second
        } else {
          // The parser keeps one tree.
          tree = Self.parse(bytes, as: reading, with: lowering, parser)
        }
      }
      guard tree.status == MS_OK, tree.count > 0 else {
        return (nil, Self.diagnostic(tree.status, source))
      }
      var builder = SyntaxBuilder(capacity: Int(tree.count) / 2 + 16)
      let concrete = ConcreteTree(
        nodes: UnsafeBufferPointer(start: tree.nodes, count: Int(tree.count)), bytes: bytes)
      lowering.lower(concrete, language: reading.language, names: &names, into: &builder)
      return (builder.finish(source: source, syntaxErrors: Int(tree.errors)), nil)
    }
  }

  private static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, as reading: Reading, with lowering: any Lowering.Type, _ parser: OpaquePointer
  ) -> ms_tree {
    func parse(_ text: UnsafeBufferPointer<UInt8>) -> ms_tree {
      ms_parse(
        parser, lowering.grammar(of: reading.language), text.baseAddress, UInt32(text.count),
        lowering.keptSymbols(of: reading.language), ParseLimits.maxMicroseconds, ParseLimits.maxDepth)
    }
    return reading.bytes?.withUnsafeBufferPointer { parse($0) } ?? parse(bytes)
  }

  /// Parses and walks a file, doing nothing with it: what benchmarks compare with. Returns the count of nodes.
  package func parseBare(_ source: SourceFile) -> UInt64 {
    guard let parser, let language = source.language, let lowering = Self.lowering(of: language) else { return 0 }
    return source.bytes.withUnsafeBufferPointer {
      ms_parse_bare(parser, lowering.grammar(of: language), $0.baseAddress, UInt32($0.count))
    }
  }

  private static func lowering(of language: Language) -> (any Lowering.Type)? { table[Int(language.rawValue)] }

  private static let table: [(any Lowering.Type)?] = Language.allCases.map { language in
    allLowerings.first { $0.languages.contains(language) }
  }

  private static func diagnostic(_ status: ms_status, _ source: SourceFile) -> Diagnostic {
    let why =
      switch status {
      case MS_TIMEOUT: "parsing took longer than \(ParseLimits.maxMicroseconds / 1_000_000) s"
      case MS_TOO_DEEP: "nesting is deeper than \(ParseLimits.maxDepth)"
      case MS_NO_MEMORY: "out of memory"
      default: "empty syntax tree"
      }
    return Diagnostic(.warning, file: source.path, "\(why); the file was left out")
  }
}
