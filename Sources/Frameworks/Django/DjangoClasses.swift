internal import Resolution
internal import Source
internal import Syntax

/// What classes of views have: attributes and methods of their own, and those that libraries give them.
struct DjangoClasses {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }

  /// The expression that a class attribute is set to, of the nearest class that declares it.
  func attribute(_ name: String, of type: NodeRef) -> NodeRef? {
    for candidate in evaluator.lineage(of: type) {
      guard let target = evaluator.declaration(name, in: candidate), let file = context.program.file(target.file) else {
        continue
      }
      let parent = file[target.node].parent
      guard file[parent].kind == .assignment, let value = file.child(parent, .value) else { return nil }
      return NodeRef(file: target.file, node: value)
    }
    return nil
  }

  /// The text of a class attribute.
  func text(_ name: String, of type: NodeRef) -> String? {
    attribute(name, of: type).flatMap { evaluator.value(of: $0).constantText }
  }

  /// The texts in a class attribute that is a list.
  func texts(_ name: String, of type: NodeRef) -> [String]? {
    attribute(name, of: type).map { evaluator.elements(of: evaluator.value(of: $0)).compactMap(\.constantText) }
  }

  /// Library classes that a class descends from.
  func libraries(of type: NodeRef) -> [String] { evaluator.externalAncestors(of: type) }

  /// Whether a class, or a library that it descends from, has a method.
  func has(_ method: String, _ type: NodeRef) -> Bool {
    for candidate in evaluator.lineage(of: type) {
      guard let declared = evaluator.declaration(method, in: candidate) else { continue }
      return context.program.node(declared)?.kind == .function || evaluator.declaredValue(declared) != .null
    }
    return libraries(of: type).contains { DjangoLibrary.methods(of: $0).contains(method) }
  }

  /// The methods of HTTP that a class-based view serves.
  func verbs(of type: NodeRef) -> [String] { DjangoLibrary.verbs.filter { has($0, type) } }

  /// The methods that `http_method_names` leaves.
  func allowed(_ type: NodeRef) -> [String]? { texts("http_method_names", of: type)?.map { $0.lowercased() } }

  /// Whether a class is a view of Django REST framework.
  func isREST(_ type: NodeRef) -> Bool {
    if libraries(of: type).contains(where: DjangoLibrary.isREST) { return true }
    return isRESTCopy(type)
  }

  /// A project that brings its own copy of the framework.
  private func isRESTCopy(_ type: NodeRef) -> Bool {
    evaluator.method("check_permissions", of: type) != nil && evaluator.method("get_permissions", of: type) != nil
  }

  /// The name of a class.
  func name(_ type: NodeRef) -> String { context.program.node(type).map { context.program.text($0.name) } ?? "" }
}
