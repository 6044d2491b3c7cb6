package import Source

/// A parsed Dockerfile.
package struct Dockerfile: Sendable {
  /// One instruction with all its continuation lines.
  package struct Instruction: Sendable, Hashable {
    /// In upper case: `FROM`, `RUN`, `CMD`, …
    package let keyword: String
    /// `--from=build` and the like as key and value; the value is "" for a bare flag.
    package let flags: [Flag]
    /// The rest of the line, lines joined.
    package let text: String
    /// The words: of the exec form (`["node", "app.js"]`) its strings; otherwise split at blanks, quotes removed.
    package let arguments: [String]
    /// Whether the arguments are a JSON list, which runs without a shell.
    package let isExecForm: Bool
    /// The text of here-documents, joined.
    package let heredoc: String
    package let range: ByteRange
    /// Counted from 1.
    package let line: Int
  }

  /// A flag of an instruction.
  package struct Flag: Sendable, Hashable {
    package let name: String
    package let value: String
  }

  /// The instructions from one FROM to the next.
  package struct Stage: Sendable, Hashable {
    /// The name after AS; "" when it has none.
    package let name: String
    /// The image or the earlier stage that it builds on, as written.
    package let base: String
    /// FROM first.
    package let instructions: [Instruction]
    /// The line of FROM.
    package let line: Int

    /// The instructions of one keyword.
    package func all(_ keyword: String) -> [Instruction] { instructions.filter { $0.keyword == keyword } }
    /// The last of one keyword, which is the one in force for CMD, ENTRYPOINT, USER, HEALTHCHECK and WORKDIR.
    package func last(_ keyword: String) -> Instruction? { instructions.last { $0.keyword == keyword } }
  }

  /// Every instruction, those before the first FROM included.
  package let instructions: [Instruction]
  package let stages: [Stage]
  package let diagnostics: [Diagnostic]

  /// The stage that an image is made of.
  package var final: Stage? { stages.last }

  /// Parses a file.
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: the path for diagnostics.
  package static func parse(_ bytes: [UInt8], file: String = "") -> Dockerfile {
    if let tooLarge = FormatLimits.tooLarge(bytes, file: file) {
      return Dockerfile(instructions: [], stages: [], diagnostics: [tooLarge])
    }
    var parser = DockerfileParser(bytes, file: file)
    let instructions = parser.instructions()
    return Dockerfile(
      instructions: instructions, stages: stages(instructions), diagnostics: parser.notes.diagnostics)
  }

  private static func stages(_ instructions: [Instruction]) -> [Stage] {
    var stages: [Stage] = []
    var current: [Instruction] = []
    func close() {
      guard let from = current.first, from.keyword == "FROM" else { return }
      let words = from.arguments
      let isNamed = words.count >= 3 && words[1].uppercased() == "AS"
      stages.append(
        Stage(name: isNamed ? words[2] : "", base: words.first ?? "", instructions: current, line: from.line))
    }
    for instruction in instructions {
      if instruction.keyword == "FROM" {
        close()
        current = []
      }
      current.append(instruction)
    }
    close()
    return stages
  }
}

private struct DockerfileParser {
  private var lines: LogicalLines
  private(set) var notes: FormatNotes

  private static let keywords: Set<String> = [
    "FROM", "RUN", "CMD", "LABEL", "MAINTAINER", "EXPOSE", "ENV", "ADD", "COPY", "ENTRYPOINT", "VOLUME", "USER",
    "WORKDIR", "ARG", "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL",
  ]

  init(_ bytes: [UInt8], file: String) {
    lines = LogicalLines(bytes, continuation: Self.escape(bytes), comment: UInt8(ascii: "#"))
    notes = FormatNotes(file: file)
  }

  /// The continuation character, which a directive at the top may change.
  private static func escape(_ bytes: [UInt8]) -> UInt8 {
    for line in bytes.prefix(1024).split(separator: 0x0A, maxSplits: 8) {
      let text = String(decoding: line, as: UTF8.self).lowercased().filter { $0 != " " && $0 != "\r" }
      guard text.hasPrefix("#") else { break }
      if text == "#escape=`" { return UInt8(ascii: "`") }
    }
    return UInt8(ascii: "\\")
  }

  mutating func instructions() -> [Dockerfile.Instruction] {
    var instructions: [Dockerfile.Instruction] = []
    while let line = lines.next() {
      let keyword = line.text.prefix { $0 != " " && $0 != "\t" }.uppercased()
      guard Self.keywords.contains(keyword) else {
        notes.add(line.line, "is not a Dockerfile instruction; left out")
        continue
      }
      instructions.append(instruction(keyword, line))
    }
    return instructions
  }

  private mutating func instruction(_ keyword: String, _ line: LogicalLine) -> Dockerfile.Instruction {
    var rest = line.text.dropFirst(keyword.count).drop { $0 == " " || $0 == "\t" }
    var flags: [Dockerfile.Flag] = []
    while rest.hasPrefix("--") {
      let word = rest.prefix { $0 != " " && $0 != "\t" }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1)
      flags.append(
        Dockerfile.Flag(name: parts.first.map(String.init) ?? "", value: parts.count > 1 ? String(parts[1]) : ""))
      rest = rest.dropFirst(word.count).drop { $0 == " " || $0 == "\t" }
    }
    let text = String(rest)
    let exec = execForm(keyword, text)
    return Dockerfile.Instruction(
      keyword: keyword, flags: flags, text: text, arguments: exec ?? ShellWords.split(text), isExecForm: exec != nil,
      heredoc: heredoc(keyword, text), range: line.range, line: line.line)
  }

  /// The strings of a JSON list; for HEALTHCHECK and ONBUILD, of the list after the inner keyword.
  private func execForm(_ keyword: String, _ text: String) -> [String]? {
    var text = text[...]
    if keyword == "HEALTHCHECK" || keyword == "ONBUILD" {
      text = text.drop { $0 != " " && $0 != "[" }.drop { $0 == " " }
    }
    guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
    let parsed = JSON.parse(Array(text.utf8))
    guard parsed.diagnostics.isEmpty, let items = parsed.root?.sequence else { return nil }
    let strings = items.compactMap(\.string)
    return strings.count == items.count ? strings : nil
  }

  /// Reads the lines up to the end mark of each `<<MARK` of a RUN, COPY or ADD.
  private mutating func heredoc(_ keyword: String, _ text: String) -> String {
    guard ["RUN", "COPY", "ADD"].contains(keyword) else { return "" }
    var body = ""
    for mark in Self.heredocMarks(text) {
      while let line = lines.rawLine(), line.drop(while: { $0 == "\t" }) != mark { body += line + "\n" }
    }
    return body
  }

  private static func heredocMarks(_ text: String) -> [String] {
    guard text.contains("<<") else { return [] }
    return text.split(separator: " ").compactMap { word -> String? in
      guard word.hasPrefix("<<") else { return nil }
      var mark = word.dropFirst(2)
      if mark.hasPrefix("-") { mark = mark.dropFirst() }
      let name = mark.filter { $0 != "\"" && $0 != "'" }
      return !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? name : nil
    }
  }
}

/// Splits a command line into words as a shell does: quotes removed, variables left as written.
package enum ShellWords {
  package static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word: [UInt8]?
    var quote: UInt8?
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      if let open = quote {
        if byte == open {
          quote = nil
        } else if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\""), let next = bytes.next() {
          if next != UInt8(ascii: "\""), next != UInt8(ascii: "\\"), next != UInt8(ascii: "$") { word?.append(byte) }
          word?.append(next)
        } else {
          word?.append(byte)
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        quote = byte
        word = word ?? []
      case UInt8(ascii: "\\"): if let next = bytes.next() { word = (word ?? []) + [next] }
      case 0x20, 0x09, 0x0A:
        if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
        word = nil
      default:
        if word == nil { word = [] }
        word?.append(byte)
      }
    }
    if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
    return words
  }
}
