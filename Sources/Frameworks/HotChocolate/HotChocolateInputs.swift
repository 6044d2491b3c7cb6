internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// The arguments of a field: parameters that nothing else than the caller fills.
struct HotChocolateInputs {
  private let context: RecognizerContext
  private let attributes: AspNetAttributes

  init(_ context: RecognizerContext) {
    self.context = context
    attributes = AspNetAttributes(context: context)
  }

  private static let given: Set<String> = [
    "Service", "Parent", "EventMessage", "GlobalState", "ScopedState", "LocalState", "ScopedService", "FromServices",
    "IsSelected", "DataLoader", "Selection", "Schema", "TopicEventReceiver", "FromKeyedServices",
  ]
  private static let types: Set<String> = [
    "CancellationToken", "ClaimsPrincipal", "HttpContext", "QueryContext", "PagingArguments",
  ]
  private static let services = [
    "Service", "Repository", "Context", "DataLoader", "Factory", "Client", "Mediator", "Sender", "Manager", "Logger",
    "Accessor", "Provider", "Store", "Handler",
  ]
  private static let plain: Set<String> = [
    "int", "long", "short", "double", "float", "decimal", "bool", "Guid", "DateTime", "DateTimeOffset", "DateOnly",
  ]

  func inputs(of function: NodeRef, into sources: inout RequestSources) -> [Input] {
    guard let file = context.program.file(function.file), !file[function.node].flags.contains(.lambda) else {
      return []
    }
    var found: [Input] = []
    for parameter in context.evaluator.parameters(of: function) {
      guard let node = context.program.node(parameter), let type = file.child(parameter.node, .type) else { continue }
      let typeName = attributes.lastName(type, file)
      guard !Self.types.contains(typeName), !isInterface(typeName), !Self.services.contains(where: typeName.hasSuffix),
        !attributes.attributes(of: parameter).contains(where: { Self.given.contains($0.name) })
      else { continue }
      let name = HotChocolateMembers.camel(context.program.text(node.name))
      found.append(Input(name: name, place: .body, type: file.text(type)))
      sources.parameters[parameter] = .value(name: name, place: .body, isText: !Self.plain.contains(typeName))
    }
    return found
  }

  /// `IMediator` is put in; lists are not.
  private func isInterface(_ name: String) -> Bool {
    guard name.hasPrefix("I"), let second = name.dropFirst().first, second.isUppercase else { return false }
    return !["IEnumerable", "IList", "IReadOnlyList", "ICollection", "IReadOnlyCollection", "IFile", "ISet"]
      .contains(name)
  }
}
