/// Go's own net/http: `http.HandleFunc`, `ServeMux` with and without verbs in its patterns, wrapped handlers.
enum NetHTTPRecognizer: Recognizer {
  static let name = "net/http"
  static let triggers = ["net/http"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let framework = GoFramework(
      name: name, types: ["net/http.ServeMux"],
      functions: ["net/http.HandleFunc": "HandleFunc", "net/http.Handle": "Handle"],
      verbs: ["Handle": "", "HandleFunc": ""], place: .last, style: .patterns, steps: [:])
    GoRoutes.recognize(context, framework, into: &draft)
  }
}
