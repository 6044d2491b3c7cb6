import CYaml
import Source

/// YAML through libyaml's events: aliases and merge keys resolved, positions kept, every expansion bounded.
package enum YAML {
  /// Parses a stream of documents. After a syntax error, what came before it is still returned.
  ///
  /// A template of YAML (Helm, Jinja) that is no YAML itself is read with its `{{ … }}` and `{% … %}` taken as plain
  /// text; tabs that YAML forbids are taken as spaces.
  /// - Parameters:
  ///   - bytes: the file's content; invalid UTF-8 is repaired.
  ///   - file: the path for diagnostics.
  package static func parse(_ bytes: [UInt8], file: String = "") -> ConfigDocument {
    if let tooLarge = FormatLimits.tooLarge(bytes, file: file) {
      return ConfigDocument(documents: [], diagnostics: [tooLarge])
    }
    let text = YAMLText(bytes)
    var parser = YAMLParser(text, file: file)
    let result = parser.parse()
    guard parser.failed, let forgiving = text.forgiving() else { return result }
    var second = YAMLParser(forgiving, file: file)
    let secondResult = second.parse()
    return second.failed ? result : secondResult
  }
}

/// Drives libyaml over one text.
struct YAMLParser {
  private let text: YAMLText
  private let file: String
  private var builder: YAMLBuilder
  /// Whether libyaml met a syntax error.
  private(set) var failed = false

  init(_ text: YAMLText, file: String) {
    self.text = text
    self.file = file
    builder = YAMLBuilder(text: text, file: file)
  }

  mutating func parse() -> ConfigDocument {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else {
      return ConfigDocument(documents: [], diagnostics: [Diagnostic(.error, file: file, "no memory to parse it")])
    }
    defer { yaml_parser_delete(parser) }
    let bytes = text.bytes
    bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
      run(parser)
    }
    return builder.finish()
  }

  private mutating func run(_ parser: UnsafeMutablePointer<yaml_parser_t>) {
    let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    defer { event.deallocate() }
    while true {
      guard yaml_parser_parse(parser, event) == 1 else {
        failed = true
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "syntax error"
        builder.note(text.line(ofCharacter: Int(parser.pointee.problem_mark.index)), "is not valid YAML: \(problem)")
        return
      }
      defer { yaml_event_delete(event) }
      let goesOn = builder.add(event.pointee)
      if event.pointee.type == YAML_STREAM_END_EVENT || !goesOn { return }
    }
  }
}
