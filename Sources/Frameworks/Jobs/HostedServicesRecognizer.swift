internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Work that a clock starts in the web process of .NET: a `BackgroundService` whose `ExecuteAsync` waits in a loop, where
/// `AddHostedService<T>()` registers it.
enum HostedServicesRecognizer: Recognizer {
  static let name = "hosted-services"
  static let triggers = ["Microsoft.Extensions.Hosting", "Microsoft.AspNetCore"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    guard let register = context.program.name(of: "AddHostedService") else { return }
    var seen: Set<NodeRef> = []
    for call in context.program.sites(of: register).sorted() where context.isServed(call.file) {
      guard let file = context.program.file(call.file), file.source.language == .csharp,
        let argument = typeArgument(call.node, file),
        case .instance(let type, _) = context.evaluator.instance(ofType: NodeRef(file: call.file, node: argument)),
        let execute = context.evaluator.method("ExecuteAsync", of: type), seen.insert(execute).inserted,
        let place = tick(in: execute, context)
      else { continue }
      var job = Job(
        name: context.evaluator.qualifiedName(of: execute), location: context.location(place),
        trigger: .schedule(""), function: context.functions.id(of: execute), by: "hosted service", isInProcess: true)
      job.start = context.location(call)
      job.starter = context.functions.id(around: call, in: context.program)
      draft.jobs.append(job)
    }
  }

  /// `T` of `AddHostedService<T>()`.
  private static func typeArgument(_ call: NodeID, _ file: SyntaxFile) -> NodeID? {
    if let argument = file.child(call, .typeArgument) { return argument }
    guard let callee = file.child(call, .callee), file[callee].kind == .index else { return nil }
    return file.child(callee, .index)
  }

  /// The wait between two rounds of a loop: `Task.Delay(span)`, `timer.WaitForNextTickAsync()`. Without a loop, or with one
  /// that waits for a queue, no clock starts anything.
  private static func tick(in method: NodeRef, _ context: RecognizerContext) -> NodeRef? {
    guard let file = context.program.file(method.file) else { return nil }
    let text = file.text(method.node)
    if ["ReadAsync(", "ReadAllAsync(", "WaitToReadAsync(", "Dequeue", "TryTake(", ".Take("].contains(where: {
      text.contains($0)
    }) {
      return nil
    }
    let names = ["Delay", "WaitForNextTickAsync"].compactMap { context.program.name(of: $0) }
    for node in method.node..<file[method.node].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee), names.contains(file[callee].name),
        file.ancestor(of: node, where: { $0.kind == .whileLoop || $0.kind == .function })
          .map({ file[$0].kind == .whileLoop }) ?? false
      else { continue }
      return NodeRef(file: method.file, node: node)
    }
    return nil
  }
}
