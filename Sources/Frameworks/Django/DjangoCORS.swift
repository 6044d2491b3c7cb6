internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// The policy of django-cors-headers, which settings give.
extension DjangoReading {
  /// With credentials, the middleware answers `*` with the caller's own origin.
  func corsPolicy() -> CORSPolicy? {
    let isUsed = middleware.contains { $0.name.hasPrefix("corsheaders.") }
    guard isUsed, let file = settings.file else { return nil }
    for name in ["CORS_ALLOW_ALL_ORIGINS", "CORS_ORIGIN_ALLOW_ALL"] where settings.value(name) == .bool(true) {
      let credentials = settings.value("CORS_ALLOW_CREDENTIALS") == .bool(true)
      return CORSPolicy(
        location: place(of: name, in: file), allowsAnyOrigin: true, reflectsOrigin: credentials,
        allowsCredentials: credentials)
    }
    return nil
  }

  /// Where a setting is given; the settings themselves when that is in another file.
  private func place(of name: String, in file: FileID) -> Location {
    guard let interned = context.program.names.lookup(name), let index = context.program.index(of: file),
      let binding = index.bindings(of: interned, in: 0).last
    else { return context.headLocation(NodeRef(file: file, node: 0)) }
    return context.location(NodeRef(file: file, node: binding.node))
  }
}
