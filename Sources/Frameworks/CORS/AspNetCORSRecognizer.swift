internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Cross-origin policies of ASP.NET Core: `policy.SetIsOriginAllowed(_ => true).AllowCredentials()`. Any origin by
/// `AllowAnyOrigin` together with credentials is refused when the program starts.
enum AspNetCORSRecognizer: Recognizer {
  static let name = "aspnet-cors"
  static let triggers = ["Microsoft.AspNetCore"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    guard let allowed = context.program.name(of: "SetIsOriginAllowed"),
      let credentials = context.program.name(of: "AllowCredentials")
    else { return }
    for call in context.program.sites(of: allowed).sorted() where context.isServed(call.file) {
      guard let file = context.program.file(call.file), file.source.language == .csharp,
        let given = context.evaluator.argument(0, of: call), allowsAll(given, context),
        isBeside(credentials, call.node, file), !isAskedFor(call.node, file)
      else { continue }
      draft.corsPolicies.append(
        CORSPolicy(
          location: context.location(call), allowsAnyOrigin: true, reflectsOrigin: true, allowsCredentials: true))
    }
  }

  /// A lambda that answers true to whatever it is asked.
  private static func allowsAll(_ given: NodeRef, _ context: RecognizerContext) -> Bool {
    guard case .function(let function) = context.evaluator.value(of: given),
      let file = context.program.file(function.file)
    else { return false }
    let answers = context.evaluator.returns(of: function, file)
    return !answers.isEmpty
      && answers.allSatisfy { answer in
        guard let other = context.program.file(answer.file) else { return false }
        return other[answer.node].kind == .boolean && other[answer.node].flags.contains(.truth)
      }
  }

  /// `if (settings.AllowAll)`: a setting decides, and says what it does.
  private static func isAskedFor(_ call: NodeID, _ file: SyntaxFile) -> Bool {
    var node = call
    while node != 0 {
      let parent = file[node].parent
      if file[parent].kind == .ifStatement, file[node].role == .then, let condition = file.child(parent, .condition) {
        let text = file.text(condition).prefix(200).lowercased()
        if ["allowall", "allowany", "anyorigin", "allorigins", "isdevelopment"].contains(where: { text.contains($0) }) {
          return true
        }
      }
      node = parent
    }
    return false
  }

  /// In the same chain, or in other statements of the same function.
  private static func isBeside(_ method: Name, _ call: NodeID, _ file: SyntaxFile) -> Bool {
    var statement = call
    while statement != 0, file[statement].role != .statement, file[statement].kind != .function {
      statement = file[statement].parent
    }
    let around = file.ancestor(of: call, where: { $0.kind == .function && $0.flags.contains(.lambda) }) ?? statement
    return (around..<file[around].next).contains { node in
      guard file[node].kind == .call, let callee = file.child(node, .callee) else { return false }
      return file[callee].name == method
    }
  }
}
