/// gorilla/mux: routers, sub-routers below a prefix, routes built step by step.
enum GorillaRecognizer: Recognizer {
  static let name = "gorilla/mux"
  static let triggers = ["github.com/gorilla/mux"]

  private static let steps: [String: GoFramework.Step] = [
    "PathPrefix": .prefix, "Path": .prefix, "Subrouter": .plain, "NewRoute": .plain, "StrictSlash": .plain,
    "Methods": .plain, "Queries": .plain, "Headers": .plain, "HeadersRegexp": .plain, "Host": .plain, "Name": .plain,
    "Schemes": .plain, "MatcherFunc": .plain, "UseEncodedPath": .plain, "SkipClean": .plain,
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let framework = GoFramework(
      name: name, types: ["github.com/gorilla/mux.Router", "github.com/gorilla/mux.Route"],
      verbs: ["Handle": "", "HandleFunc": ""], bare: ["Handler", "HandlerFunc"], place: .last, style: .braces,
      steps: steps, orderFree: ["github.com/gorilla/mux.Router"])
    GoRoutes.recognize(context, framework, into: &draft)
  }
}
