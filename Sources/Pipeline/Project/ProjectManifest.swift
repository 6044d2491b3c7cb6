internal import Model
internal import Source

extension DocumentFacts {
  /// Packages of a project of .NET: `<PackageReference Include="Polly" Version="8.4.0" />`.
  mutating func readProject(_ file: SourceFile) {
    var line = 0
    for bytes in file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      guard bytes.count < 2_000 else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      guard text.contains("<PackageReference "), let name = Self.attribute("Include", in: text) else { continue }
      dependencies.append(
        ManifestDependency(
          name: name, specifier: Self.attribute("Version", in: text) ?? "",
          location: Location(file: file.path, line: line), isDevelopment: false, isPython: false))
    }
  }

  private static func attribute(_ name: String, in text: String) -> String? {
    guard let start = text.firstRange(of: name + "=\"") else { return nil }
    let value = text[start.upperBound...].prefix { $0 != "\"" }
    return value.isEmpty ? nil : String(value)
  }
}
