/// Echo: groups, middleware behind the handler.
enum EchoRecognizer: Recognizer {
  static let name = "echo"
  static let triggers = ["github.com/labstack/echo"]

  private static let verbs = GoFramework.upperVerbs.merging([
    "Any": "", "File": "GET", "CONNECT": "CONNECT", "TRACE": "TRACE", "QUERY": "QUERY", "PROPFIND": "PROPFIND",
    "REPORT": "REPORT",
  ]) { first, _ in first }.merging(GoFramework.misspeltTitle) { first, _ in first }

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let framework = GoFramework(
      name: name, types: ["github.com/labstack/echo.Group", "github.com/labstack/echo.Echo"], verbs: verbs,
      named: ["Add", "Match"], folders: ["Static", "StaticFS"], place: .first, style: .colons,
      steps: ["Group": .prefix],
      orderFree: ["github.com/labstack/echo.Echo"])
    GoRoutes.recognize(context, framework, into: &draft)
  }
}
