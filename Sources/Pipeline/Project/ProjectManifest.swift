internal import Model
internal import Source

extension DocumentFacts {
  /// Packages of a project of .NET, or of all below a Directory.Build.props: `<PackageReference Include="Polly"
  /// Version="8.4.0" />`, where the version may stand in an element of its own.
  mutating func readProject(_ file: SourceFile) {
    for element in Self.elements(["PackageReference", "GlobalPackageReference"], in: file) {
      dependencies.append(
        ManifestDependency(
          name: element.name, specifier: element.version, location: Location(file: file.path, line: element.line),
          isDevelopment: false, isPython: false))
    }
  }

  /// The versions of all projects below a Directory.Packages.props: `<PackageVersion Include="Polly" Version="8.4.0" />`.
  mutating func readCentralVersions(_ file: SourceFile) {
    for element in Self.elements(["PackageVersion"], in: file) where !element.version.isEmpty {
      locked[element.name] = element.version
    }
    for element in Self.elements(["GlobalPackageReference"], in: file) {
      dependencies.append(
        ManifestDependency(
          name: element.name, specifier: element.version, location: Location(file: file.path, line: element.line),
          isDevelopment: false, isPython: false))
    }
  }

  private struct Element {
    let name: String
    var version: String
    let line: Int
  }

  /// The elements of some names; a version that a property of the same file holds is that property's value.
  private static func elements(_ names: [String], in file: SourceFile) -> [Element] {
    var found: [Element] = []
    var properties: [String: String] = [:]
    var line = 0
    var isInside = false
    for bytes in file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      guard bytes.count < 2_000 else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      if names.contains(where: { text.contains("<" + $0 + " ") }) {
        guard let name = attribute("Include", in: text) ?? attribute("Update", in: text) else { continue }
        found.append(Element(name: name, version: attribute("Version", in: text) ?? "", line: line))
        isInside = !text.contains("/>") && !text.contains("</")
      } else if let (name, value) = simpleElement(text) {
        if isInside, name == "Version", let last = found.indices.last {
          found[last].version = value
        } else {
          properties[name] = value
        }
      }
      if isInside, names.contains(where: { text.contains("</" + $0) }) { isInside = false }
    }
    return found.map { element in
      var element = element
      if element.version.hasPrefix("$("), element.version.hasSuffix(")") {
        element.version = properties[String(element.version.dropFirst(2).dropLast())] ?? ""
      }
      return element
    }
  }

  /// `<EfVersion>8.0.4</EfVersion>`, alone on its line.
  private static func simpleElement(_ text: String) -> (name: String, value: String)? {
    let line = text.trimmedBlanks
    guard line.hasPrefix("<"), let close = line.firstIndex(of: ">"), close < line.endIndex else { return nil }
    let name = line[line.index(after: line.startIndex)..<close].prefix { !$0.isWhitespace }
    let rest = line[line.index(after: close)...]
    guard !name.isEmpty, let end = rest.firstRange(of: "</" + name + ">") else { return nil }
    return (String(name), String(rest[..<end.lowerBound]))
  }

  private static func attribute(_ name: String, in text: String) -> String? {
    guard let start = text.firstRange(of: name + "=\"") else { return nil }
    let value = text[start.upperBound...].prefix { $0 != "\"" }
    return value.isEmpty ? nil : String(value)
  }
}
