internal import Resolution

/// Paths as Go's routers put them together.
enum GoPaths {
  /// Joins a prefix and a path. A base path that comes from the settings is by default none.
  static func join(_ prefix: String, _ path: String) -> String {
    if prefix.isEmpty || prefix == "/", path.first == Value.hole {
      let rest = path.dropFirst()
      if rest.isEmpty { return prefix }
      if rest.hasPrefix("/") { return PathTemplate.join("", String(rest)) }
    }
    return PathTemplate.join(prefix, path)
  }
}

extension GoMiddleware {
  /// With the path below which it runs in full.
  func placed(in prefix: String) -> GoMiddleware {
    guard let below else { return self }
    return GoMiddleware(ref: ref, frame: frame, below: GoPaths.join(prefix, below))
  }

  /// Whether it runs for requests to a path.
  func concerns(_ path: String) -> Bool { below.map { PathTemplate.covers($0, path) } ?? true }
}
