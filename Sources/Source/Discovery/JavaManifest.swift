/// The little of pom.xml and build.gradle that discovery needs.
enum JavaManifest {
  /// Whether the build makes something that runs, rather than a library: it uses a plugin that packs applications.
  static func isApplication(_ bytes: [UInt8]) -> Bool { plugins.contains { bytes.contains(text: $0) } }

  private static let plugins: [StaticString] = [
    "spring-boot-maven-plugin", "org.springframework.boot", "quarkus-maven-plugin", "io.quarkus", "<packaging>war<",
    "maven-shade-plugin", "id 'application'", "id(\"application\")", "id \"application\"", "micronaut-maven-plugin",
    "io.micronaut.application", "jib-maven-plugin", "liberty-maven-plugin", "maven-assembly-plugin",
  ]

  /// The project's `<artifactId>`: the first that is not its parent's.
  static func artifact(_ bytes: [UInt8]) -> String? {
    var text = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)[...]
    if let parent = text.utf8Range(of: "<parent>"), let end = text.utf8Range(of: "</parent>"),
      let first = text.utf8Range(of: "<artifactId>"), first.lowerBound > parent.lowerBound
    {
      text = text[end.upperBound...]
    }
    guard let open = text.utf8Range(of: "<artifactId>") else { return nil }
    let name = text[open.upperBound...].prefix { $0 != "<" }.filter { !$0.isWhitespace }
    return name.isEmpty || name.utf8.count > 200 ? nil : name
  }
}

extension Substring {
  /// The first place of a short text, byte by byte.
  fileprivate func utf8Range(of text: StaticString) -> Range<String.Index>? {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var index = utf8.startIndex
    while index < utf8.endIndex {
      if utf8[index] == wanted[0], utf8[index...].starts(with: wanted) {
        return index..<utf8.index(index, offsetBy: wanted.count)
      }
      index = utf8.index(after: index)
    }
    return nil
  }
}
