/// Go's own net/http: `http.HandleFunc`, `ServeMux` with and without verbs in its patterns, wrapped handlers; and
/// go-pkgz/routegroup, which groups the routes of a `ServeMux`.
enum NetHTTPRecognizer: Recognizer {
  static let name = "net/http"
  static let triggers = ["net/http"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    GoRoutes.recognize(context, .netHTTP, into: &draft)
    let groups = GoFramework(
      name: name, types: ["github.com/go-pkgz/routegroup.Bundle"],
      verbs: ["Handle": "", "HandleFunc": "", "HandleRoot": "", "HandleRootFunc": ""], folders: ["HandleFiles"],
      place: .last, style: .patterns,
      steps: ["Mount": .prefix, "Group": .plain, "Route": .plain, "With": .middleware])
    GoRoutes.recognize(context, groups, into: &draft)
  }
}
