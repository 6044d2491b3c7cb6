/// julienschmidt/httprouter: one flat router.
enum HTTPRouterRecognizer: Recognizer {
  static let name = "httprouter"
  static let triggers = ["github.com/julienschmidt/httprouter"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let framework = GoFramework(
      name: name, types: ["github.com/julienschmidt/httprouter.Router"], verbs: GoFramework.upperVerbs,
      named: ["Handle", "Handler", "HandlerFunc"], folders: ["ServeFiles"], place: .last, style: .colons, steps: [:])
    GoRoutes.recognize(context, framework, into: &draft)
  }
}
