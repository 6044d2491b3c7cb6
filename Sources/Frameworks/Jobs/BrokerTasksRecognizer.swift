internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Tasks that workers take from a broker: Celery, Dramatiq, Huey, Taskiq.
enum BrokerTasksRecognizer: Recognizer {
  static let name = "broker-tasks"
  static let triggers = ["celery", "dramatiq", "huey", "taskiq"]

  private static let decorators: Set<String> = ["task", "shared_task", "actor", "periodic_task", "db_task"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language == .python else { continue }
      for node in context.functions.functions(of: id) where node != 0 {
        guard let by = decorator(of: node, file, id, context) else { continue }
        let function = NodeRef(file: id, node: node)
        let name = context.evaluator.qualifiedName(of: function)
        draft.jobs.append(
          Job(
            name: name, location: context.declarationLocation(function), trigger: .message(name),
            function: context.functions.id(of: function), by: by, isInProcess: false))
      }
    }
  }

  /// The package of the decorator that makes a function a task.
  private static func decorator(
    of node: NodeID, _ file: SyntaxFile, _ id: FileID, _ context: RecognizerContext
  ) -> String? {
    for decorator in file.children(node, .decorator) {
      guard var value = file.child(decorator, .value) else { continue }
      if file[value].kind == .call, let callee = file.child(value, .callee) { value = callee }
      guard decorators.contains(context.program.text(file[value].name)) else { continue }
      let package = context.evaluator.value(of: NodeRef(file: id, node: value)).externalName?
        .split(separator: ".").first.map(String.init)
      if package == "pytest" || package == "invoke" || package == "locust" || package == "apscheduler" { continue }
      return package.flatMap { triggers.contains($0) ? $0 : nil } ?? "celery"
    }
    return nil
  }
}
