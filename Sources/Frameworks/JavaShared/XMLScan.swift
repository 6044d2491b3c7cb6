/// Reads the elements of an XML document without judging it: enough for build files and deployment descriptors.
enum XMLScan {
  /// The elements in the order in which they end, each with those around it and with the text before its end.
  static func elements(_ text: String) -> [(path: [Substring], tag: Substring, value: String)] {
    var found: [(path: [Substring], tag: Substring, value: String)] = []
    var path: [Substring] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      let content = rest[..<open]
      let after = rest[rest.index(after: open)...]
      if after.hasPrefix("!--") {
        rest = after.firstRange(of: "-->").map { after[$0.upperBound...] } ?? ""
        continue
      }
      guard let close = after.firstIndex(of: ">") else { break }
      let tag = after[..<close]
      rest = after[after.index(after: close)...]
      if tag.hasPrefix("?") || tag.hasPrefix("!") || tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        if let ended = path.popLast() { found.append((path, ended, content.filter { !$0.isWhitespace })) }
      } else if path.count < 64 {
        path.append(tag.prefix { !$0.isWhitespace })
      }
    }
    return found
  }
}
