package import Source

/// One line of a pip requirements file.
package struct Requirement: Sendable, Hashable {
  /// The project's name as PyPI compares them: lower case, with `-` for runs of `-`, `_` and `.`.
  package let name: String
  package let extras: [String]
  /// `==2.31.0` or `>=1,<2`; "" when any version will do.
  package let specifier: String
  /// The condition after `;`; "" when there is none.
  package let marker: String
  /// The address after `@`, or that of a `git+https://…#egg=name` line; "" when there is none.
  package let url: String
  package let range: ByteRange
  /// Counted from 1.
  package let line: Int

  /// The version, when exactly one is asked for.
  package var pinnedVersion: String? {
    guard specifier.hasPrefix("=="), !specifier.contains(","), !specifier.contains("*") else { return nil }
    return String(specifier.drop { $0 == "=" || $0 == " " })
  }

  /// A name as PyPI compares them.
  package static func normalized(_ name: some StringProtocol) -> String {
    var result = ""
    for character in name.lowercased() {
      if character == "-" || character == "_" || character == "." {
        if !result.hasSuffix("-") { result.append("-") }
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// Parses one requirement in the notation of PEP 508, as in pyproject.toml's dependency lists.
  /// `nil` when the text does not begin with a name.
  package static func parse(_ text: String, range: ByteRange, line: Int) -> Requirement? {
    var rest = text[...]
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".") }
    guard let first = name.first, first.isLetter || first.isNumber else { return nil }
    rest = rest.dropFirst(name.count).drop { $0 == " " }
    var extras: [String] = []
    if rest.first == "[", let end = rest.firstIndex(of: "]") {
      extras = rest[rest.index(after: rest.startIndex)..<end].split(separator: ",").map { $0.filter { $0 != " " } }
      rest = rest[rest.index(after: end)...].drop { $0 == " " }
    }
    var marker = ""
    if let semicolon = rest.firstIndex(of: ";") {
      marker = String(rest[rest.index(after: semicolon)...].drop { $0 == " " })
      rest = rest[..<semicolon]
    }
    var url = ""
    if rest.first == "@" {
      url = String(rest.dropFirst().drop { $0 == " " }.prefix { $0 != " " })
      rest = ""
    }
    let specifier = rest.filter { $0 != " " && $0 != "(" && $0 != ")" }
    if let mark = specifier.first, !"=<>!~".contains(mark) { return nil }
    return Requirement(
      name: normalized(name), extras: extras, specifier: specifier, marker: marker, url: url, range: range, line: line)
  }
}

/// A pip requirements file.
package struct Requirements: Sendable {
  package let requirements: [Requirement]
  /// The paths after `-r` and `-c`, as written.
  package let includes: [String]
  package let diagnostics: [Diagnostic]

  /// Parses a file. Options and hashes are passed over.
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: the path for diagnostics.
  package static func parse(_ bytes: [UInt8], file: String = "") -> Requirements {
    if let tooLarge = FormatLimits.tooLarge(bytes, file: file) {
      return Requirements(requirements: [], includes: [], diagnostics: [tooLarge])
    }
    var requirements: [Requirement] = []
    var includes: [String] = []
    var notes = FormatNotes(file: file)
    for line in LogicalLines(bytes, continuation: UInt8(ascii: "\\"), comment: UInt8(ascii: "#")) {
      let text = stripped(line.text)
      if text.isEmpty { continue }
      if let path = include(text) {
        includes.append(path)
      } else if let requirement = requirement(text, line) {
        requirements.append(requirement)
      } else if !text.hasPrefix("-"), !text.hasPrefix("."), !text.hasPrefix("/"), !text.contains("://") {
        notes.add(line.line, "is not a requirement; left out")
      }
    }
    return Requirements(requirements: requirements, includes: includes, diagnostics: notes.diagnostics)
  }

  /// Without the comment and without hashes and other options after the requirement.
  private static func stripped(_ line: String) -> String {
    var text = line
    if let comment = text.firstRange(of: " #") { text = String(text[..<comment.lowerBound]) }
    if let options = text.firstRange(of: " --") { text = String(text[..<options.lowerBound]) }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }

  private static func include(_ text: String) -> String? {
    for option in ["-r", "-c", "--requirement", "--constraint"] where text.hasPrefix(option) {
      let rest = text.dropFirst(option.count)
      guard let first = rest.first, first == " " || first == "=" || !option.hasPrefix("--") else { continue }
      return String(rest.drop { $0 == " " || $0 == "=" })
    }
    return nil
  }

  private static func requirement(_ text: String, _ line: LogicalLine) -> Requirement? {
    var text = text
    for option in ["-e ", "--editable ", "--editable="] where text.hasPrefix(option) {
      text = String(text.dropFirst(option.count).drop { $0 == " " })
    }
    guard let scheme = text.firstRange(of: "://"), !text[..<scheme.lowerBound].contains("@") else {
      return text.hasPrefix("-") || text.hasPrefix(".")
        ? nil : Requirement.parse(text, range: line.range, line: line.line)
    }
    guard let egg = text.firstRange(of: "#egg=") else { return nil }
    let name = text[egg.upperBound...].prefix { $0 != "&" && $0 != "[" && $0 != " " }
    return Requirement(
      name: Requirement.normalized(name), extras: [], specifier: "", marker: "",
      url: String(text[..<egg.lowerBound]), range: line.range, line: line.line)
  }
}
