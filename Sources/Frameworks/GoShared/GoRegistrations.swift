internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Calls that register routes, mounts and middleware.
struct GoRegistrations {
  private let context: RecognizerContext
  private let framework: GoFramework

  init(_ context: RecognizerContext, _ framework: GoFramework) {
    self.context = context
    self.framework = framework
  }

  /// Calls that register a route or mount a router, in order.
  func all() -> [Registration] {
    let members = context.registrations(of: framework.methods, on: framework.types).filter { isGo($0.call) }
    return (members + functions()).sorted { ($0.call, $0.context.chain.count) < ($1.call, $1.context.chain.count) }
  }

  /// Calls of `Use`.
  func uses() -> [Registration] {
    context.registrations(of: ["Use"], on: framework.types).filter { isGo($0.call) }
  }

  private func isGo(_ call: NodeRef) -> Bool { context.program.file(call.file)?.source.language == .go }

  /// `http.HandleFunc(…)`: functions that register at a router of the package.
  private func functions() -> [Registration] {
    var found: [Registration] = []
    for (function, method) in framework.functions.sorted(by: { $0.key < $1.key }) {
      for call in context.program.sites(called: method) where context.isServed(call.file) && isGo(call) {
        guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
          context.evaluator.value(of: NodeRef(file: call.file, node: callee)) == .external(function)
        else { continue }
        for run in context.evaluator.contexts(of: call) {
          found.append(Registration(call: call, method: method, type: function, site: nil, context: run))
        }
      }
    }
    return found
  }
}
