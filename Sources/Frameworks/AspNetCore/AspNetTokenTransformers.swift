internal import Resolution
internal import Source
internal import Syntax

/// `options.Conventions.Add(new RouteTokenTransformerConvention(new Slugify()))`: `[controller]` and `[action]` are written
/// in another way, mostly `my-orders` for `MyOrders`.
struct AspNetTokenTransformers {
  private struct Transformer {
    let file: FileID
    let isLower: Bool
  }

  private let projects: AspNetProjects
  private var transformers: [Transformer] = []

  init(_ context: RecognizerContext, _ projects: AspNetProjects) {
    self.projects = projects
    let attributes = AspNetAttributes(context: context)
    for call in context.program.sites(called: "RouteTokenTransformerConvention") where context.isServed(call.file) {
      guard let file = context.program.file(call.file), file.source.language == .csharp,
        let given = file.child(call.node, .argument), file[given].kind == .call,
        let callee = file.child(given, .callee),
        let type = attributes.type(NodeRef(file: call.file, node: callee)), let other = context.program.file(type.file)
      else { continue }
      let text = other.text(type.node)
      // The way to write it that the framework's documentation shows; others are left as they are.
      guard text.contains("([a-z])([A-Z])"), text.contains("$1-$2") else { continue }
      transformers.append(
        Transformer(file: call.file, isLower: text.contains("ToLower")))
    }
  }

  func transformed(_ tokens: [String: String], _ serving: [AspNetApplication]) -> [String: String] {
    guard
      let found = transformers.first(where: { transformer in
        serving.contains { projects.runs($0, transformer.file) }
      })
    else { return tokens }
    return tokens.mapValues { value in
      found.isLower ? Self.dashed(value).lowercased() : Self.dashed(value)
    }
  }

  /// A dash between a small letter and a capital one.
  private static func dashed(_ text: String) -> String {
    var output = ""
    var last: Character?
    for character in text {
      if let last, last.isLowercase, character.isUppercase { output.append("-") }
      output.append(character)
      last = character
    }
    return output
  }
}
