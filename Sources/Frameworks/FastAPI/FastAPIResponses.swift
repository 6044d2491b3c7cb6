internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What a FastAPI handler answers: its response model, or the rows that it returns as they are.
struct FastAPIResponses {
  private let context: RecognizerContext
  private let models: ModelClasses

  init(_ context: RecognizerContext) {
    self.context = context
    models = ModelClasses(context)
  }

  private var evaluator: Evaluator { context.evaluator }

  func responses(of function: NodeRef, registeredBy call: NodeRef) -> [Response] {
    guard let file = context.program.file(function.file) else { return [] }
    let declared = evaluator.argument(named: "response_model", of: call)
    if let declared, context.program.node(declared)?.kind != .null {
      return [response(inner(declared), at: declared)]
    }
    // A return annotation is a response model, unless `response_model=None` says otherwise.
    if declared == nil, let type = file.child(function.node, .type), file[type].kind != .null {
      let ref = inner(NodeRef(file: function.file, node: type))
      if case .type = evaluator.value(of: ref) { return [response(ref, at: ref)] }
      return []
    }
    return evaluator.returns(of: function, file).compactMap { value in
      for alternative in evaluator.value(of: value).alternatives {
        guard case .instance(let type, _) = alternative, models.isTable(type) else { continue }
        return Response(location: context.location(value), entity: name(of: type), isProjected: false)
      }
      return nil
    }
  }

  /// A model of the answer's own chooses its fields; a table's class does not.
  private func response(_ type: NodeRef, at place: NodeRef) -> Response {
    guard case .type(let declaration) = evaluator.value(of: type), models.isTable(declaration) else {
      return Response(location: context.location(place), entity: nil, isProjected: true)
    }
    return Response(location: context.location(place), entity: name(of: declaration), isProjected: false)
  }

  private func name(of type: NodeRef) -> String { context.program.text(context.program.node(type)?.name ?? .none) }

  /// `list[X]`, `X | None`, `Optional[X]` are X.
  private func inner(_ ref: NodeRef) -> NodeRef {
    guard let file = context.program.file(ref.file) else { return ref }
    switch file[ref.node].kind {
    case .index: return file.child(ref.node, .index).map { inner(NodeRef(file: ref.file, node: $0)) } ?? ref
    case .binary: return file.child(ref.node, .left).map { inner(NodeRef(file: ref.file, node: $0)) } ?? ref
    default: return ref
    }
  }
}
