internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Rules of graphql-shield in front of resolvers: `rule()(async (parent, args, ctx) => ctx.user !== null)`.
struct GraphShield {
  private let context: RecognizerContext
  private let guards: GraphGuards
  private static let maxDepth = 6

  init(_ context: RecognizerContext, _ guards: GraphGuards) {
    self.context = context
    self.guards = guards
  }

  private var evaluator: Evaluator { context.evaluator }

  /// What a rule asks of callers.
  func auth(of rule: NodeRef) -> Auth { auth(of: rule, depth: 0) }

  private func auth(of rule: NodeRef, depth: Int) -> Auth {
    let name = MiddlewareGuards(context).title(of: rule)
    guard depth < Self.maxDepth, let call = call(of: rule), let file = context.program.file(call.file),
      let callee = file.child(call.node, .callee)
    else {
      if evaluator.value(of: rule).externalName == "graphql-shield.allow" { return Auth(.none, by: "allow") }
      return Auth(.unknown, by: name, location: context.location(rule))
    }
    let arguments = file.children(call.node, .argument).map { NodeRef(file: call.file, node: $0) }
    let title = context.program.text(file[callee].name)
    switch title {
    case "and", "chain":
      return arguments.reduce(Auth(.none)) { $0.stronger(self.auth(of: $1, depth: depth + 1)) }
    case "or", "race":
      let all = arguments.map { self.auth(of: $0, depth: depth + 1) }
      let first = all.first ?? Auth(.unknown, by: name)
      return all.allSatisfy { $0.requirement == first.requirement } ? first : Auth(.unknown, by: name)
    default: break
    }
    // `rule()(f)`, `rule({cache})(f)`.
    guard file[callee].kind == .call, let inner = file.child(callee, .callee),
      context.program.text(file[inner].name) == "rule", let given = arguments.first,
      case .function(let function) = evaluator.value(of: given)
    else { return Auth(.unknown, by: name, location: context.location(rule)) }
    return guards.auth(ofDecision: function, title: name, context: 2)
  }

  private func call(of rule: NodeRef) -> NodeRef? {
    if context.program.node(rule)?.kind == .call { return rule }
    return evaluator.originCall(of: rule) ?? evaluator.importedDefault(rule)
  }
}
