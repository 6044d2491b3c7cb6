/// Fiber: applications and groups, middleware in the order it is hung.
enum FiberRecognizer: Recognizer {
  static let name = "fiber"
  static let triggers = ["github.com/gofiber/fiber"]

  private static let verbs = GoFramework.titleVerbs.merging(["All": "", "Query": "QUERY"]) { first, _ in first }

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let framework = GoFramework(
      name: name, types: ["github.com/gofiber/fiber.Router"], verbs: verbs, named: ["Add"],
      folders: ["Static"], place: .last,
      style: .colons, steps: ["Group": .prefix, "Route": .prefix], mounts: ["Mount"])
    GoRoutes.recognize(context, framework, into: &draft)
  }
}
