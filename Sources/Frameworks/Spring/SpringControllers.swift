internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Controllers with annotations: what they, their bases and their interfaces map.
struct SpringControllers {
  let project: JavaProject
  let applications: SpringApplications
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()
  private(set) var firstUse: Location?
  private let inputs: SpringInputs
  private let described: SpringDescribedAPI
  private let sessions: SpringSessions

  private var context: RecognizerContext { project.context }

  init(_ project: JavaProject, _ applications: SpringApplications) {
    self.project = project
    self.applications = applications
    inputs = SpringInputs(project: project)
    described = SpringDescribedAPI(project)
    sessions = SpringSessions(project: project)
  }

  mutating func read() {
    for type in project.types { read(type) }
  }

  // MARK: Controllers

  private mutating func read(_ type: JavaType) {
    guard let file = project.file(type.ref), file[type.ref.node].kind == .classDeclaration else { return }
    let lineage = project.lineage(of: type)
    guard isController(type, lineage), !project.isAbstract(type) else { return }
    if firstUse == nil { firstUse = context.headLocation(type.ref) }
    let application = applications.application(of: type.ref.file)
    let project = project
    let mark = lineage.lazy.compactMap { project.annotation(of: $0.ref, among: SpringNames.requestMapping) }.first
    let bases = mark.map { paths(of: $0) } ?? [""]
    let verbs = mark.map { methods(of: $0) } ?? []
    let names = annotationNames(lineage)
    var prefix = application.prefixes.first { $0.concerns(type, names) }?.prefix ?? ""
    if !prefix.isEmpty { prefix = project.settings.resolved(prefix, in: application.module) }
    let own = bases.map { join(prefix, resolved($0, application)) }
    for mapped in mappedMethods(lineage) {
      add(mapped, of: type, at: own, verbs, application, names)
    }
    if let operations = described.operations(of: type) {
      for operation in operations { add(operation, of: type, at: mark == nil ? [prefix] : own, application, names) }
    }
  }

  private func isController(_ type: JavaType, _ lineage: [JavaType]) -> Bool {
    if project.annotation(of: type.ref, among: SpringNames.controllers) != nil { return true }
    guard
      project.annotation(of: type.ref, among: SpringNames.stereotypes) != nil
        || project.annotation(of: type.ref, among: SpringNames.requestMapping) != nil
    else { return false }
    return lineage.contains { other in
      project.annotation(of: other.ref, among: SpringNames.controllers) != nil
        || project.annotation(of: other.ref, among: SpringNames.requestMapping) != nil
          && project.annotation(of: other.ref, among: SpringNames.feign) == nil
    }
  }

  private func annotationNames(_ lineage: [JavaType]) -> Set<String> {
    lineage.reduce(into: []) { $0.formUnion(project.annotationNames(of: $1.ref)) }
  }

  // MARK: Methods

  /// A method that is mapped: where the annotation stands, and what runs.
  struct Mapped {
    let mapping: JavaAnnotation
    let declared: NodeRef
    let handler: NodeRef
  }

  /// Of the methods of a class and of those above it, those with a mapping; the nearest mapping counts.
  private func mappedMethods(_ lineage: [JavaType]) -> [Mapped] {
    let project = project
    return project.effectiveMethods(lineage) {
      project.annotation(of: $0, among: SpringNames.mappingNames) != nil
    }.compactMap { declared, handler in
      // Spring takes the first and ignores the others.
      project.annotation(of: declared, among: SpringNames.mappingNames).map {
        Mapped(mapping: $0, declared: declared, handler: handler)
      }
    }
  }

  // MARK: Endpoints

  private mutating func add(
    _ mapped: Mapped, of type: JavaType, at bases: [String], _ classVerbs: [String], _ application: SpringApplication,
    _ names: Set<String>
  ) {
    var verbs = methods(of: mapped.mapping)
    if verbs.isEmpty { verbs = classVerbs }
    if verbs.isEmpty { verbs = ["ANY"] }
    let own = paths(of: mapped.mapping)
    let first = endpoints.count
    for base in bases {
      for path in own.isEmpty ? [""] : own {
        let local = join(base, resolved(path, application))
        for verb in verbs {
          add(
            verb, local, mapped.declared, mapped.handler, context.location(mapped.mapping.written), type, application,
            names
          )
        }
      }
    }
    let produced = project.element("produces", of: mapped.mapping)
    if produced.map({ JavaEventStreams.produces($0, project) }) ?? JavaEventStreams.answers(mapped.handler, project) {
      for index in first..<endpoints.count { endpoints[index].transport = .sse }
    }
    inputs.note(mapped.handler, declared: mapped.declared, &sources)
  }

  private mutating func add(
    _ operation: SpringDescribedAPI.Operation, of type: JavaType, at bases: [String], _ application: SpringApplication,
    _ names: Set<String>
  ) {
    for base in bases {
      add(
        operation.method, join(base, operation.path), operation.handler, operation.handler, operation.location, type,
        application, names)
    }
    inputs.note(operation.handler, declared: operation.handler, &sources)
    // What is generated of the description checks each number's largest value.
    if let file = project.file(operation.handler) {
      let parameters = file.children(operation.handler.node, .parameter)
      sources.bounded.formUnion(parameters.map { NodeRef(file: operation.handler.file, node: $0) })
    }
  }

  private mutating func add(
    _ verb: String, _ local: String, _ declared: NodeRef, _ function: NodeRef, _ place: Location, _ type: JavaType,
    _ application: SpringApplication, _ names: Set<String>
  ) {
    let methods = project.annotationNames(of: declared).union(project.annotationNames(of: function))
    let request = SpringRequest(
      method: verb, path: PathTemplate.normalized(local), annotations: names.union(methods),
      methodAnnotations: methods)
    let full = PathTemplate.below(application.prefix, PathTemplate.braces(local))
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: verb, path: SpringPath.presented(full), framework: "spring",
      auth: application.security.auth(request, handler: function, controller: type),
      handler: context.handler(function), registered: place)
    endpoint.isConstrained = local.contains(":")
    endpoint.inputs = inputs.inputs(of: function, declared: declared, path: endpoint.path)
    if endpoint.auth.requirement == .none, inputs.takesCaller(function) { endpoint.auth.requirement = .optional }
    endpoint.router = endpoints.count
    endpoint.session = sessions.session(of: application)
    endpoints.append(endpoint)
  }

  // MARK: Mappings

  /// `value` or `path`; one empty path when there is neither.
  private func paths(of mapping: JavaAnnotation) -> [String] {
    guard let given = project.element("path", of: mapping) ?? project.element("value", of: mapping) else { return [""] }
    let texts = project.texts(given)
    return texts.isEmpty ? [""] : texts
  }

  private func methods(of mapping: JavaAnnotation) -> [String] {
    for name in mapping.names.names { if case .some(.some(let verb)) = SpringNames.mappings[name] { return [verb] } }
    guard let given = project.element("method", of: mapping), let file = project.file(given) else { return [] }
    let nodes = file[given.node].kind == .list ? file.children(given.node, .element) : [given.node]
    return nodes.map { project.text(file[$0].name) }.filter { !$0.isEmpty }
  }

  private func resolved(_ path: String, _ application: SpringApplication) -> String {
    project.settings.resolved(path, in: application.module)
  }

  private func join(_ prefix: String, _ path: String) -> String { PathTemplate.below(prefix, path) }
}

/// Paths as reports show them.
enum SpringPath {
  /// `{*rest}` as `{rest}`, without a slash at the end.
  static func presented(_ path: String) -> String {
    PathTemplate.withoutTrailingSlash(PathTemplate.normalized(path.replacing("{*", with: "{")))
  }
}
