/// The little of package.json that discovery needs, read without a JSON parser: `Formats`, which has one, stands
/// above this module.
enum PackageManifest {
  /// The top-level `name`.
  static func name(_ bytes: [UInt8]) -> String? {
    guard case .string(let name)? = topLevel(bytes)["name"] else { return nil }
    return name
  }

  /// Whether the manifest describes a package of its own, rather than only telling Node how to read a folder.
  static func isProject(_ bytes: [UInt8]) -> Bool {
    let keys = topLevel(bytes)
    return ["dependencies", "devDependencies", "peerDependencies", "scripts", "main", "exports"].contains {
      keys[$0] != nil
    }
  }

  private enum Value {
    case string(String)
    case other
  }

  /// The keys of the outermost object. Ends at the first byte that JSON does not allow there.
  private static func topLevel(_ bytes: [UInt8]) -> [String: Value] {
    var keys: [String: Value] = [:]
    var depth = 0
    var key: String?
    var expectsKey = false
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let text = string(bytes, &index)
        if depth == 1, expectsKey {
          key = text
          expectsKey = false
        } else if depth == 1, let current = key {
          keys[current] = .string(text)
          key = nil
        }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if depth == 1, let current = key {
          keys[current] = .other
          key = nil
        }
        depth += 1
        if depth == 1 { expectsKey = true }
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ","): if depth == 1 { expectsKey = true }
      default: break
      }
      index += 1
    }
    return keys
  }

  /// Reads a string; escapes stay as written. Leaves `index` after the closing quote.
  private static func string(_ bytes: [UInt8], _ index: inout Int) -> String {
    index += 1
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = min(index, bytes.count)
    index = end + 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

/// The little of TOML, INI and setup.py that discovery needs.
enum SectionedText {
  /// The value of `key = "value"` below one of the section headers.
  static func value(of key: String, in sections: [String], _ bytes: [UInt8]) -> String? {
    var inside = false
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let text = String(decoding: line, as: UTF8.self).trimmed
      if text.hasPrefix("[") {
        inside = sections.contains { text.hasPrefix($0) }
      } else if inside, text.hasPrefix(key), let equals = text.firstIndex(of: "=") {
        guard text[..<equals].trimmed == key else { continue }
        let value = text[text.index(after: equals)...].trimmed
        return value.unquoted
      }
    }
    return nil
  }

  /// The string literal given as `key="…"` in a call.
  static func keywordArgument(_ key: String, _ bytes: [UInt8]) -> String? {
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let text = String(decoding: line, as: UTF8.self).trimmed
      guard text.hasPrefix(key), let equals = text.firstIndex(of: "="), text[..<equals].trimmed == key else { continue }
      var value = text[text.index(after: equals)...].trimmed
      if value.hasSuffix(",") { value.removeLast() }
      guard let quote = value.first, quote == "\"" || quote == "'", value.last == quote, value.count > 2 else {
        return nil
      }
      return value.unquoted
    }
    return nil
  }
}

extension StringProtocol {
  /// Without spaces and tabs at either end.
  fileprivate var trimmed: String {
    let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var text = self.drop(while: blank)
    while let last = text.last, blank(last) { text = text.dropLast() }
    return String(text)
  }

  /// Without the quotes around it, and without a comment after it.
  fileprivate var unquoted: String {
    guard let quote = first, quote == "\"" || quote == "'" else { return String(prefix { $0 != "#" }).trimmed }
    return String(dropFirst().prefix { $0 != quote })
  }
}
