/// chi: nested routers in functions, `With`, mounted routers.
enum ChiRecognizer: Recognizer {
  static let name = "chi"
  static let triggers = ["github.com/go-chi/chi"]

  private static let verbs = GoFramework.titleVerbs.merging(GoFramework.misspeltUpper) { first, _ in first }
    .merging(["Handle": "", "HandleFunc": ""]) { first, _ in first }

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let framework = GoFramework(
      name: name, types: ["github.com/go-chi/chi.Mux"], verbs: verbs, named: ["Method", "MethodFunc"], place: .last,
      style: .braces, steps: ["Route": .prefix, "Group": .plain, "With": .middleware], mounts: ["Mount"])
    GoRoutes.recognize(context, framework, into: &draft)
  }
}
