internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Methods of Django REST framework's serializers that run once for each row: `count = SerializerMethodField()` with
/// `def get_count(self, obj)`.
enum SerializerFieldsRecognizer: Recognizer {
  static let name = "drf-serializers"
  static let triggers = ["rest_framework"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let evaluator = context.evaluator
    let listed = listed(context)
    for call in context.program.sites(called: "SerializerMethodField") where context.isServed(call.file) {
      guard let file = context.program.file(call.file), file[file[call.node].parent].kind == .assignment,
        let target = file.child(file[call.node].parent, .target), file[target].kind == .name,
        let scope = file.ancestor(of: call.node, where: { $0.kind == .classDeclaration || $0.kind == .function }),
        file[scope].kind == .classDeclaration
      else { continue }
      let field = context.program.text(file[target].name)
      let given = evaluator.argument(named: "method_name", of: call) ?? evaluator.argument(0, of: call)
      let method = given.flatMap { evaluator.value(of: $0).constantText } ?? "get_" + field
      let type = NodeRef(file: call.file, node: scope)
      guard let function = evaluator.method(method, of: type), let id = context.functions.id(of: function) else {
        continue
      }
      let owner = context.program.text(file[scope].name)
      draft.fieldResolvers.append(
        FieldResolver(
          kind: .serializer, function: id, owner: owner, field: field, location: context.declarationLocation(function),
          isListed: listed.contains(owner) ? true : nil))
    }
  }

  private static let lists = [
    "ListAPIView", "ListCreateAPIView", "ModelViewSet", "ReadOnlyModelViewSet", "ListModelMixin",
  ]

  /// Serializers of many rows: called so, or those of views that list.
  private static func listed(_ context: RecognizerContext) -> Set<String> {
    let evaluator = context.evaluator
    var found: Set<String> = []
    guard let attribute = context.program.name(of: "serializer_class") else { return many(context) }
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language == .python,
        let index = context.program.index(of: id)
      else { continue }
      for (position, scope) in index.scopes.enumerated() where scope.kind == .type {
        guard let binding = index.bindings(of: attribute, in: ScopeID(position)).last, binding.kind == .assigned,
          let value = file.child(file[binding.node].parent, .value), file[value].kind == .name
        else { continue }
        let libraries = evaluator.externalAncestors(of: NodeRef(file: id, node: scope.node))
        guard libraries.contains(where: { name in lists.contains { name.hasSuffix("." + $0) } }) else { continue }
        found.insert(context.program.text(file[value].name))
      }
    }
    return found.union(many(context))
  }

  /// `OrderSerializer(orders, many=True)`.
  private static func many(_ context: RecognizerContext) -> Set<String> {
    guard let many = context.program.name(of: "many") else { return [] }
    var found: Set<String> = []
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language == .python,
        let index = context.program.index(of: id)
      else { continue }
      for call in index.calls {
        let isMany = file.children(call.node).contains {
          file[$0].kind == .keywordArgument && file[$0].name == many
            && (file.child($0, .value).map { file[$0].kind == .boolean && file[$0].flags.contains(.truth) } ?? false)
        }
        if isMany { found.insert(context.program.text(call.name)) }
      }
    }
    return found
  }
}
