/// Why a scan may want to read a file, as its name tells.
enum FileRole: Hashable, Sendable {
  case code(Language)
  case document
  /// JSON that configures something if it is small, and is data if it is large.
  case smallDocument
  case lockFile
  /// No extension: code if its first line names an interpreter.
  case perhapsScript
  /// JSON of unknown content: a document if it is an API description.
  case perhapsDescription

  var isCode: Bool { if case .code = self { true } else { false } }

  /// `nil` for a file that is not read.
  static func of(name: String, path: String) -> FileRole? {
    if let language = Language.of(fileName: name) { return .code(language) }
    if let role = Documents.role(name: name, path: path) { return role }
    return name.contains(".") ? nil : .perhapsScript
  }
}

extension Language {
  /// The language of a file name, by its extension.
  package static func of(fileName: String) -> Language? {
    guard let dot = fileName.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    return switch fileName[fileName.index(after: dot)...] {
    case "py", "pyw": .python
    case "js", "mjs", "cjs", "jsx": .javascript
    case "ts", "mts", "cts": .typescript
    case "tsx": .tsx
    case "go": .go
    case "java": .java
    case "cs": .csharp
    default: nil
    }
  }

  /// The language of a script by its first line, as in `#!/usr/bin/env -S python3 -u`.
  package static func of(shebang bytes: some Collection<UInt8>) -> Language? {
    guard bytes.starts(with: "#!".utf8) else { return nil }
    let line = String(decoding: bytes.prefix(200).prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    var words = line.dropFirst(2).split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
    guard let command = words.popFirst() else { return nil }
    var interpreter = command.split(separator: "/").last.map(String.init) ?? ""
    if interpreter == "env" {
      interpreter = words.first { !$0.hasPrefix("-") && !$0.contains("=") }.map(String.init) ?? ""
      interpreter = interpreter.split(separator: "/").last.map(String.init) ?? ""
    }
    let name = interpreter.prefix { !$0.isNumber && $0 != "." }
    return switch name {
    case "python", "pypy", "uvicorn", "gunicorn": .python
    case "node", "nodejs", "bun": .javascript
    case "ts-node", "tsx", "deno": .typescript
    default: nil
    }
  }
}
