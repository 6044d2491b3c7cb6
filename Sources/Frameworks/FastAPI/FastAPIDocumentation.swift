internal import Resolution
internal import Source
internal import Syntax

/// What the code keeps out of the document that FastAPI makes of it.
struct FastAPIDocumentation {
  private let context: RecognizerContext
  private let routers: FastAPIRouters

  init(_ context: RecognizerContext, _ routers: FastAPIRouters) {
    self.context = context
    self.routers = routers
  }

  private var evaluator: Evaluator { context.evaluator }

  /// `include_in_schema=False` at the route, its router or where that is hung; or a tag that says that it is private,
  /// by which projects filter their documents.
  func leavesOut(_ call: NodeRef, _ site: NodeRef, _ chain: [MountGraph<[NodeRef]>.Mount]) -> Bool {
    let calls = [call] + chain.compactMap(\.moment.last)
    if calls.contains(where: { isOut(evaluator.argument(named: "include_in_schema", of: $0)) }) { return true }
    if isOut(routers.argument(named: "include_in_schema", of: site)?.node) { return true }
    return hasPrivateTag(evaluator.argument(named: "tags", of: call))
      || hasPrivateTag(routers.argument(named: "tags", of: site)?.node)
  }

  private func isOut(_ given: NodeRef?) -> Bool {
    guard let given, let file = context.program.file(given.file) else { return false }
    // A setting decides: nobody can tell.
    return file[given.node].kind != .boolean || !file[given.node].flags.contains(.truth)
  }

  private static let privateTags: Set<String> = ["private", "internal", "hidden"]

  private func hasPrivateTag(_ given: NodeRef?) -> Bool {
    guard let given, let file = context.program.file(given.file) else { return false }
    return (given.node..<file[given.node].next).contains { node in
      switch file[node].kind {
      case .string: file.stringValue(node).map { Self.privateTags.contains($0.lowercased()) } ?? false
      case .member: Self.privateTags.contains(context.program.text(file[node].name).lowercased())
      default: false
      }
    }
  }
}
