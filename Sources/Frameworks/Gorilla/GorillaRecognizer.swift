/// gorilla/mux: routers, sub-routers below a prefix, `Methods`.
enum GorillaRecognizer: Recognizer {
  static let name = "gorilla/mux"
  static let triggers = ["github.com/gorilla/mux"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let framework = GoFramework(
      name: name, types: ["github.com/gorilla/mux.Router"], verbs: ["Handle": "", "HandleFunc": ""], place: .last,
      style: .braces, steps: ["PathPrefix": .prefix, "Subrouter": .plain, "NewRoute": .plain, "StrictSlash": .plain],
      orderFree: ["github.com/gorilla/mux.Router"])
    GoRoutes.recognize(context, framework, into: &draft)
  }
}
