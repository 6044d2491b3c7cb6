internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Cross-origin policies in Go: options of the common libraries, and headers that are set by hand.
enum GoCORSRecognizer: Recognizer {
  static let name = "go-cors"
  static let triggers = [
    "net/http", "github.com/gin-gonic/gin", "github.com/labstack/echo", "github.com/gin-contrib/cors",
    "github.com/rs/cors", "github.com/go-chi/cors", "github.com/gofiber/fiber",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let reading = GoCORS(context: context)
    draft.corsPolicies += reading.options() + reading.headers()
  }
}

struct GoCORS {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }
  private var program: Program { context.program }

  private func sites(_ names: [String]) -> [NodeRef] {
    names.flatMap { name in program.names.lookup(name).map { program.sites(of: $0) } ?? [] }
      .filter { context.isServed($0.file) && program.tree[$0.file].language == .go }.sorted()
  }

  // MARK: Options

  private static let reflecting = ["AllowOriginFunc", "AllowOriginRequestFunc", "AllowOriginWithContextFunc"]

  /// `cors.Config{AllowOriginFunc: func(string) bool { return true }, AllowCredentials: true}`. A plain `*` is sent as it
  /// is by these libraries, which browsers refuse together with credentials.
  func options() -> [CORSPolicy] {
    sites(["Config", "Options", "CORSConfig"]).compactMap { made in
      guard program.node(made)?.flags.contains(.isNew) == true,
        let credentials = evaluator.argument(named: "AllowCredentials", of: made),
        evaluator.value(of: credentials) == .bool(true)
      else { return nil }
      let reflects =
        Self.reflecting.contains { evaluator.argument(named: $0, of: made).map { allowsAll($0) } ?? false }
        || evaluator.argument(named: "UnsafeWildcardOriginWithAllowCredentials", of: made).map {
          evaluator.value(of: $0) == .bool(true)
        } ?? false
      return policy(made, reflects)
    }
  }

  /// A function that answers true to whatever it is asked.
  private func allowsAll(_ given: NodeRef) -> Bool {
    guard case .function(let function) = evaluator.value(of: given), let file = program.file(function.file) else {
      return false
    }
    let answers = evaluator.returns(of: function, file)
    return !answers.isEmpty
      && answers.allSatisfy { answer in
        guard let other = program.file(answer.file) else { return false }
        var node = answer.node
        if other[node].kind == .tuple, let first = other.children(node).first(where: { _ in true }) { node = first }
        return other[node].kind == .boolean && other[node].flags.contains(.truth)
      }
  }

  // MARK: Headers

  /// `w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))` beside one that allows credentials.
  func headers() -> [CORSPolicy] {
    sites(["Set", "Header", "Add", "SetHeader"]).compactMap { call in
      guard evaluator.argumentCount(of: call) == 2, let key = evaluator.argument(0, of: call),
        evaluator.value(of: key).constantText?.lowercased() == "access-control-allow-origin",
        let value = evaluator.argument(1, of: call), isOrigin(value), let file = program.file(call.file),
        let function = file.ancestor(of: call.node, where: { $0.kind == .function }),
        allowsCredentials(function, call.file, file), !isChosen(call.node, value, file)
      else { return nil }
      return policy(call, true)
    }
  }

  /// The request's own origin, by the call that reads it or through a variable that it was read into.
  private func isOrigin(_ value: NodeRef, depth: Int = 0) -> Bool {
    guard let file = program.file(value.file), depth < 3 else { return false }
    switch file[value.node].kind {
    case .call:
      guard let argument = evaluator.argument(0, of: value) else { return false }
      return evaluator.value(of: argument).constantText?.lowercased() == "origin"
    case .name:
      guard let definition = evaluator.definition(of: value), let other = program.file(definition.file),
        other[other[definition.node].parent].kind == .assignment,
        let given = other.child(other[definition.node].parent, .value)
      else { return false }
      return isOrigin(NodeRef(file: definition.file, node: given), depth: depth + 1)
    default: return false
    }
  }

  private func allowsCredentials(_ function: NodeID, _ id: FileID, _ file: SyntaxFile) -> Bool {
    (function..<file[function].next).contains { node in
      guard file[node].kind == .call else { return false }
      let call = NodeRef(file: id, node: node)
      guard let key = evaluator.argument(0, of: call), let value = evaluator.argument(1, of: call) else { return false }
      return evaluator.value(of: key).constantText?.lowercased() == "access-control-allow-credentials"
        && evaluator.value(of: value).constantText == "true"
    }
  }

  /// Under a condition that asks more of the origin than to be there.
  private func isChosen(_ call: NodeID, _ value: NodeRef, _ file: SyntaxFile) -> Bool {
    var node = call
    while node != 0, file[node].kind != .function {
      let parent = file[node].parent
      if file[parent].kind == .ifStatement, let condition = file.child(parent, .condition), node != condition {
        if file[condition].kind != .comparison { return true }
        guard let right = file.child(condition, .right), file[right].kind == .string,
          file.stringValue(right)?.isEmpty == true
        else { return true }
      }
      if file[parent].kind == .forEach || file[parent].kind == .switchCase { return true }
      if file[parent].kind == .block {
        // `if !allowed[origin] { return }` before it.
        for statement in file.children(parent) where statement < node && file[statement].kind == .ifStatement {
          if let then = file.child(statement, .then),
            file.children(then).contains(where: { file[$0].kind == .returnStatement }),
            let condition = file.child(statement, .condition), file.text(condition).lowercased().contains("origin"),
            !file.text(condition).hasSuffix("== \"\"")
          {
            return true
          }
        }
      }
      node = parent
    }
    return false
  }

  private func policy(_ place: NodeRef, _ reflects: Bool) -> CORSPolicy {
    CORSPolicy(
      location: context.headLocation(place), allowsAnyOrigin: reflects, reflectsOrigin: reflects,
      allowsCredentials: true)
  }
}
