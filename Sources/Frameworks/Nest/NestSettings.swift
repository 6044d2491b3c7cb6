internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Texts that come from `@nestjs/config`.
struct NestSettings {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }

  /// The text of an expression, through `configService.get("app.apiPrefix")`.
  func text(_ ref: NodeRef) -> String? {
    let value = evaluator.value(of: ref)
    if let text = value.constantText { return text }
    guard let call = value.site ?? (context.program.node(ref)?.kind == .call ? ref : nil),
      let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
      ["get", "getOrThrow"].contains(context.program.text(file[callee].name)),
      let key = evaluator.argument(0, of: call).flatMap({ evaluator.value(of: $0).constantText })
    else { return value.text ?? evaluator.exampleSetting(value) }
    if let found = registered(key) { return found }
    // `config.get("PREFIX", "api")`.
    return evaluator.argument(1, of: call).flatMap { evaluator.value(of: $0).constantText }
      ?? context.program.exampleSettings[key] ?? value.text
  }

  /// `registerAs("app", () => ({apiPrefix: …}))`.
  private func registered(_ key: String) -> String? {
    let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let name = context.program.names.lookup("registerAs") else { return nil }
    for call in context.program.sites(of: name) where context.isServed(call.file) {
      guard evaluator.argument(0, of: call).flatMap({ evaluator.value(of: $0).constantText }) == parts[0],
        let factory = evaluator.argument(1, of: call), let function = context.scriptFunction(of: factory, in: nil)
      else { continue }
      if let entry = evaluator.entryNode(parts[1], of: evaluator.returned(by: function, in: nil)) {
        return evaluator.value(of: entry).constantText
      }
    }
    return nil
  }
}

/// A path as modules and applications name it, with a method: of an exclusion, of middleware.
struct NestPattern {
  /// "" for every method.
  let method: String
  let segments: [String]

  /// Patterns in a list, or in the arguments of a call.
  static func all(_ list: NodeRef, _ context: RecognizerContext, _ frame: Frame?) -> [NestPattern] {
    let value = context.evaluator.value(of: list, in: frame)
    let isTable: Bool =
      if case .literal(let literal) = value { context.program.node(literal)?.kind == .dictionary } else { false }
    let elements = isTable ? [] : context.evaluator.elements(of: value, in: frame)
    return elements.isEmpty
      ? [pattern(value, context, frame)].compactMap { $0 }
      : elements.compactMap { pattern($0, context, frame) }
  }

  static func pattern(_ value: Value, _ context: RecognizerContext, _ frame: Frame?) -> NestPattern? {
    if let text = value.text { return NestPattern(method: "", path: text) }
    guard case .literal(let literal) = value else { return nil }
    let options = context.options(literal, in: frame)
    guard let path = options["path"].flatMap({ context.evaluator.value(of: $0, in: frame).text }) else { return nil }
    let method = options["method"].flatMap { context.evaluator.value(of: $0, in: frame).externalName } ?? ""
    let name = method.split(separator: ".").last.map(String.init) ?? ""
    return NestPattern(method: name == "ALL" ? "" : name, path: path)
  }

  init(method: String, path: String) {
    self.method = method
    segments = path.split(separator: "/").map(String.init)
  }

  /// Whether it means an endpoint whose path, without global parts, has these segments.
  func matches(_ method: String, _ path: String) -> Bool {
    if !self.method.isEmpty, method != "ANY", self.method != method { return false }
    let given = path.split(separator: "/").map(String.init)
    for (position, segment) in segments.enumerated() {
      if Self.isRest(segment) { return true }
      guard position < given.count else { return false }
      let mine = segment.filter { $0 != "{" && $0 != "}" }
      if mine.hasPrefix(":") || given[position].hasPrefix(":") && mine.hasPrefix(":") { continue }
      if mine != given[position] { return false }
    }
    return segments.count == given.count
  }

  private static func isRest(_ segment: String) -> Bool {
    segment.hasPrefix("*") || segment == "(.*)" || segment.hasPrefix("{*")
  }
}
