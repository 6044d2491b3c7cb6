internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Resource classes: their methods, those of their bases and interfaces, and the resources that locators answer with.
struct JAXRSResources {
  let project: JavaProject
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()
  private(set) var firstUse: Location?
  private var modules: [Int: JAXRSModule] = [:]
  private var guards: [Int: JAXRSGuards] = [:]
  private let inputs: JAXRSInputs

  private var context: RecognizerContext { project.context }

  init(_ project: JavaProject) {
    self.project = project
    inputs = JAXRSInputs(project: project)
  }

  mutating func read() {
    for type in project.types {
      guard let file = project.file(type.ref), file[type.ref.node].kind == .classDeclaration,
        !project.isAbstract(type)
      else { continue }
      let lineage = project.lineage(of: type)
      let project = project
      guard let mark = lineage.lazy.compactMap({ project.annotation(of: $0.ref, among: JAXRSNames.path) }).first
      else { continue }
      let module = self.module(of: type)
      if let registered = module.registered, !registered.contains(type) { continue }
      if firstUse == nil { firstUse = context.headLocation(type.ref) }
      let path = self.path(of: mark, module)
      resource(type, lineage, [type], at: PathTemplate.below(module.prefix(of: type), path), module, depth: 0)
    }
  }

  private mutating func module(of type: JavaType) -> JAXRSModule {
    let index = JAXRSModule.index(of: type, project)
    if let known = modules[index ?? -1] { return known }
    let module = JAXRSModule(project, module: index)
    modules[index ?? -1] = module
    guards[index ?? -1] = JAXRSGuards(project, module)
    return module
  }

  private func path(of mark: JavaAnnotation, _ module: JAXRSModule) -> String {
    let text = project.element("value", of: mark).flatMap { project.texts($0).first } ?? ""
    return project.settings.resolved(text, in: module.module)
  }

  // MARK: Methods

  private mutating func resource(
    _ type: JavaType, _ lineage: [JavaType], _ stack: [JavaType], at prefix: String, _ module: JAXRSModule, depth: Int
  ) {
    let project = project
    let found = project.effectiveMethods(lineage) {
      verb(of: $0) != nil || project.annotation(of: $0, among: JAXRSNames.path) != nil
    }
    for (method, handler) in found {
      let mark = project.annotation(of: method, among: JAXRSNames.path)
      let path = PathTemplate.below(prefix, mark.map { self.path(of: $0, module) } ?? "")
      if let verb = verb(of: method) {
        add(verb.method, path, method, handler, verb.annotation, stack, module)
      } else {
        locate(handler, stack, at: path, module, depth: depth)
      }
    }
  }

  /// `@GET`, or an annotation of the project that is a method by `@HttpMethod("QUERY")`.
  private func verb(of method: NodeRef) -> (method: String, annotation: JavaAnnotation)? {
    for annotation in project.annotations(of: method) {
      for name in annotation.names.names {
        if let verb = JAXRSNames.verbs[name] { return (verb, annotation) }
        guard let type = project.type(named: name, near: method.file),
          let mark = project.annotation(of: type.ref, among: JAXRSNames.httpMethod)
        else { continue }
        let text = project.element("value", of: mark).flatMap { project.texts($0).first }
        return (text ?? type.name.split(separator: ".").last.map(String.init) ?? "ANY", annotation)
      }
    }
    return nil
  }

  /// A method with a path and no verb answers with the resource that goes on.
  private mutating func locate(
    _ method: NodeRef, _ stack: [JavaType], at path: String, _ module: JAXRSModule, depth: Int
  ) {
    guard depth < 5, let file = project.file(method) else { return }
    var found: [JavaType] = []
    // What it returns says more than what it declares.
    for node in method.node..<file[method.node].next where file[node].kind == .returnStatement {
      guard let value = file.child(node, .value) else { continue }
      let ref = NodeRef(file: method.file, node: value)
      if let type = located(ref, file), !found.contains(type) { found.append(type) }
    }
    if found.isEmpty, let declared = file.child(method.node, .type),
      let type = project.type(of: NodeRef(file: method.file, node: declared))
    {
      found.append(type)
    }
    for type in found where !stack.contains(type) {
      resource(type, project.lineage(of: type), stack + [type], at: path, module, depth: depth + 1)
    }
  }

  /// `new A(x)`, `A.class`, `context.getResource(A.class)`, a field.
  private func located(_ ref: NodeRef, _ file: SyntaxFile) -> JavaType? {
    for node in ref.node..<file[ref.node].next where file[node].kind == .member {
      guard project.text(file[node].name) == "class", let object = file.child(node, .object) else { continue }
      return project.type(of: NodeRef(file: ref.file, node: object))
    }
    guard let type = project.objectType(ref), let other = project.file(type.ref),
      other[type.ref.node].kind == .classDeclaration
    else { return nil }
    return type
  }

  // MARK: Endpoints

  private static let produces: Set<String> = ["jakarta.ws.rs.Produces", "javax.ws.rs.Produces"]

  private mutating func add(
    _ verb: String, _ path: String, _ declared: NodeRef, _ handler: NodeRef, _ mark: JavaAnnotation,
    _ stack: [JavaType],
    _ module: JAXRSModule
  ) {
    let full = JAXRSPath.presented(path)
    let asked = guards[module.module ?? -1]?.auth(verb, full, handler, declared, stack)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: verb, path: full, framework: "jaxrs", auth: asked ?? Auth(.unknown),
      handler: context.handler(handler), registered: context.location(mark.written))
    endpoint.isConstrained = path.contains(":")
    endpoint.inputs = inputs.inputs(of: handler, declared: declared, path: full)
    endpoint.router = 2_000_000 + endpoints.count
    if let produced = project.annotation(of: declared, among: Self.produces).flatMap({
      project.element("value", of: $0)
    }),
      JavaEventStreams.produces(produced, project)
    {
      endpoint.transport = .sse
    }
    inputs.note(handler, declared: declared, path: full, &sources)
    endpoints.append(endpoint)
  }
}

/// Paths of JAX-RS as reports show them.
enum JAXRSPath {
  /// `{id : [0-9]+}` as `{id}`.
  static func presented(_ path: String) -> String {
    let plain = PathTemplate.braces(path).filter { $0 != " " }
    return PathTemplate.withoutTrailingSlash(PathTemplate.normalized(plain))
  }
}
