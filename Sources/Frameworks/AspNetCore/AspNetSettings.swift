internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What holds for every endpoint of a program: the fallback policy, filters of all controllers.
final class AspNetSettings {
  enum Filter {
    case authorize(AspNetDemand)
    case other(NodeRef)
  }

  private let context: RecognizerContext
  private let policies: AspNetPolicies
  private let projects: AspNetProjects
  private let attributes: AspNetAttributes
  private var fallbacks: [(requirement: Auth.Requirement, place: NodeRef)] = []
  private var filters: [(filter: Filter, file: FileID)] = []

  init(_ context: RecognizerContext, _ policies: AspNetPolicies, _ projects: AspNetProjects, _ files: [FileID]) {
    self.context = context
    self.policies = policies
    self.projects = projects
    attributes = AspNetAttributes(context: context)
    for (assignment, value) in attributes.assignments(of: "FallbackPolicy", in: files) {
      guard let file = context.program.file(value.file), file[value.node].kind != .null else { continue }
      addFallback(value, assignment, file)
    }
    for id in files { read(id) }
  }

  private func read(_ id: FileID) {
    guard let file = context.program.file(id), let index = context.program.index(of: id) else { return }
    for call in index.calls {
      let name = context.program.text(call.name)
      guard name == "SetFallbackPolicy" || name == "Add" || name == "AddService" else { continue }
      let ref = NodeRef(file: id, node: call.node)
      if name == "SetFallbackPolicy" {
        if let argument = file.child(call.node, .argument) {
          addFallback(NodeRef(file: id, node: argument), ref, file)
        }
      } else if isOfFilters(call.node, file) {
        addFilter(ref, file)
      }
    }
  }

  private func addFallback(_ value: NodeRef, _ place: NodeRef, _ file: SyntaxFile) {
    var requirement = policies.requirement(in: value, 0)
    // A variable: what the function around builds.
    if requirement == nil, let index = context.program.index(of: value.file) {
      let function = index.function(around: value.node, in: file)
      if function != 0 { requirement = policies.requirement(in: NodeRef(file: value.file, node: function), 3) }
    }
    fallbacks.append((requirement ?? .unknown, place))
  }

  /// `options.Filters.Add(…)`.
  private func isOfFilters(_ call: NodeID, _ file: SyntaxFile) -> Bool {
    guard let callee = file.child(call, .callee), let object = file.child(callee, .object) else { return false }
    return context.program.text(file[object].name) == "Filters"
  }

  private func addFilter(_ call: NodeRef, _ file: SyntaxFile) {
    var node = file.child(call.node, .typeArgument) ?? file.child(call.node, .argument)
    if let value = node, file[value].kind == .call {
      if let type = attributes.typeOf(NodeRef(file: call.file, node: value)) {
        filters.append((.other(type), call.file))
        return
      }
      node = file.child(value, .callee)
    }
    guard let node else { return }
    if attributes.lastName(node, file) == "AuthorizeFilter" {
      filters.append((.authorize(AspNetDemand(place: call)), call.file))
    } else if let type = attributes.type(NodeRef(file: call.file, node: node)) {
      filters.append((.other(type), call.file))
    }
  }

  // MARK: Asking

  func fallback(_ application: AspNetApplication) -> (requirement: Auth.Requirement, place: NodeRef)? {
    fallbacks.first { concerns(application, $0.place.file) }
  }

  func filters(_ application: AspNetApplication) -> [Filter] {
    filters.filter { concerns(application, $0.file) }.map(\.filter)
  }

  /// Whether a setting is made in the project of an application, or in code that only it uses.
  private func concerns(_ application: AspNetApplication, _ id: FileID) -> Bool {
    guard let project = projects.project(of: id), let own = projects.project(of: application.file) else { return true }
    return project == own || projects.runs(application, id)
  }
}
