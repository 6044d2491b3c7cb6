/// Gin: engines, groups, middleware and its order.
enum GinRecognizer: Recognizer {
  static let name = "gin"
  static let triggers = ["github.com/gin-gonic/gin"]

  private static let verbs = GoFramework.upperVerbs.merging(GoFramework.misspeltTitle) { first, _ in first }
    .merging(["Any": "", "StaticFile": "GET"]) { first, _ in first }

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let framework = GoFramework(
      name: name, types: ["github.com/gin-gonic/gin.RouterGroup"], verbs: verbs, named: ["Handle", "Match"],
      folders: ["Static", "StaticFS"], place: .last, style: .colons, steps: ["Group": .prefix])
    GoRoutes.recognize(context, framework, into: &draft)
  }
}
