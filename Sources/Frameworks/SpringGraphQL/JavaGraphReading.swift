internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// One pass over the types of a project that answer GraphQL.
struct JavaGraphReading {
  let project: JavaProject
  private let applications: SpringApplications
  private let schemas: GraphSchemas
  private let constants: JavaGraphConstants
  private(set) var endpoints: [Endpoint] = []
  private(set) var fields: [FieldResolver] = []
  private(set) var sources = RequestSources()
  private(set) var uses: [JavaGraphUse] = []
  private var seen: Set<String> = []

  init(_ project: JavaProject) {
    self.project = project
    applications = SpringApplications(project)
    schemas = GraphSchemas(project.context)
    constants = JavaGraphConstants(project: project, schemas: schemas)
  }

  private var context: RecognizerContext { project.context }
  var nests: Bool? { schemas.nests }

  mutating func read() {
    for type in project.types {
      guard let file = project.file(type.ref), file[type.ref.node].kind == .classDeclaration,
        !project.isAbstract(type)
      else { continue }
      if project.annotation(of: type.ref, among: SpringNames.stereotypes.union(JavaGraphNames.component)) != nil {
        readMapped(type)
      }
      readTools(type)
    }
    for type in project.types { readRepository(type) }
    for wired in JavaGraphWiring(project).fields() {
      let place = Place(function: wired.function, type: nil, at: wired.call)
      add(wired.owner, wired.field, place, "graphql-java", inputs: [])
    }
  }

  // MARK: Annotations

  private mutating func readMapped(_ type: JavaType) {
    let lineage = project.lineage(of: type)
    let project = project
    let mapped = project.effectiveMethods(lineage) {
      !project.annotations(of: $0, among: JavaGraphNames.markNames).isEmpty
    }
    for (declared, handler) in mapped {
      for annotation in project.annotations(of: declared, among: JavaGraphNames.markNames) {
        guard let name = annotation.names.first(in: JavaGraphNames.markNames), let mark = JavaGraphNames.marks[name]
        else { continue }
        add(annotation, mark, declared, handler, type, lineage)
      }
    }
  }

  private mutating func add(
    _ annotation: JavaAnnotation, _ mark: JavaGraphNames.Mark, _ declared: NodeRef, _ handler: NodeRef,
    _ type: JavaType, _ lineage: [JavaType]
  ) {
    let method = project.file(handler).map { project.text($0[handler.node].name) } ?? ""
    let field = mark.fields.compactMap { named($0, annotation) }.first ?? method
    let owner =
      mark.root?.typeName ?? named(mark.owner, annotation) ?? owner(above: lineage) ?? parent(of: handler) ?? ""
    // What takes all parents at once is no resolver that runs for each.
    guard !owner.isEmpty, !mark.isBatch || GraphRoot(typeName: owner) != nil else { return }
    let place = Place(function: handler, type: type, at: annotation.written)
    add(owner, field, place, mark.framework, inputs: inputs(of: handler, declared))
  }

  private func named(_ element: String, _ annotation: JavaAnnotation) -> String? {
    project.element(element, of: annotation).flatMap { constants.text($0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// `@SchemaMapping(typeName = "Book")` at the class.
  private func owner(above lineage: [JavaType]) -> String? {
    for type in lineage {
      guard let mark = project.annotation(of: type.ref, among: JavaGraphNames.schemaMapping) else { continue }
      if let name = named("typeName", mark) { return name }
    }
    return nil
  }

  /// The type of the parameter that takes the parent: the first without an annotation that the library does not give.
  private func parent(of method: NodeRef) -> String? {
    guard let file = project.file(method) else { return nil }
    for parameter in file.children(method.node, .parameter) {
      guard file.child(parameter, .decorator) == nil, let type = file.child(parameter, .type) else { continue }
      var node = type
      let outer = simpleName(type, file)
      if ["List", "Set", "Collection", "Optional"].contains(outer), let inner = file.child(type, .index) {
        node = inner
      }
      let name = simpleName(node, file)
      if !JavaGraphNames.given.contains(name), GraphName.isType(name) { return name }
    }
    return nil
  }

  private func simpleName(_ node: NodeID, _ file: SyntaxFile) -> String {
    var node = node
    while file[node].kind == .index, let object = file.child(node, .object) { node = object }
    return project.text(file[node].name)
  }

  // MARK: Resolvers of graphql-java-tools

  /// `class Books implements GraphQLQueryResolver`: its methods are named like the fields.
  private mutating func readTools(_ type: JavaType) {
    for root in GraphRoot.allCases where project.isSubtype(type, of: JavaGraphNames.resolver(of: root)) {
      for (field, method) in toolFields(type, declared: schemas.fields[root].map { Array($0.keys) }) {
        let place = Place(function: method, type: type, at: method)
        add(root.typeName, field, place, "graphql-java-tools", inputs: inputs(ofTool: method))
      }
    }
    guard project.isSubtype(type, of: JavaGraphNames.resolver), let owner = toolOwner(type) else { return }
    for (field, method) in toolFields(type, declared: nil) {
      let place = Place(function: method, type: type, at: method)
      add(owner, field, place, "graphql-java-tools", inputs: [])
    }
  }

  /// `GraphQLResolver<Book>` is of `Book`.
  private func toolOwner(_ type: JavaType) -> String? {
    for base in project.bases(of: type) {
      guard let file = project.file(base), file[base.node].kind == .index, let inner = file.child(base.node, .index)
      else { continue }
      return simpleName(inner, file)
    }
    return nil
  }

  private func toolFields(_ type: JavaType, declared: [String]?) -> [(field: String, method: NodeRef)] {
    var names: [String: String] = [:]
    for name in (declared ?? []).sorted() {
      let title = name.prefix(1).uppercased() + name.dropFirst()
      for form in [name, "get" + title, "is" + title, "getField" + title] { names[form] = names[form] ?? name }
    }
    return project.methods(of: type).compactMap { method in
      guard let file = project.file(method), file[method.node].flags.contains(.exported),
        !file[method.node].flags.contains(.isStatic)
      else { return nil }
      let name = project.text(file[method.node].name)
      if let known = names[name] { return (known, method) }
      guard declared == nil else { return nil }
      let isGetter = name.hasPrefix("get") && name.utf8.count > 3
      let plain = isGetter ? String(name.dropFirst(3)) : name
      return (plain.prefix(1).lowercased() + plain.dropFirst(), method)
    }
  }

  // MARK: Repositories

  /// `@GraphQlRepository interface Books extends …<Book, Long>` answers the queries for `Book` that nothing else does.
  private mutating func readRepository(_ type: JavaType) {
    guard let mark = project.annotation(of: type.ref, among: JavaGraphNames.repository) else { return }
    let domain = project.bases(of: type).compactMap { base -> String? in
      guard let file = project.file(base), file[base.node].kind == .index, let first = file.child(base.node, .index)
      else { return nil }
      return simpleName(file[first].kind == .tuple ? file.child(first, .element) ?? first : first, file)
    }.first
    guard let name = named("typeName", mark) ?? domain else { return }
    for (field, declared) in (schemas.fields[.query] ?? [:]).sorted(by: { $0.key < $1.key })
    where declared.field.typeName == name || declared.field.typeName == name + "Connection" {
      add("Query", field, Place(function: nil, type: type, at: mark.ref), "spring-graphql", inputs: [])
    }
  }

  // MARK: What comes in

  private mutating func inputs(of handler: NodeRef, _ declared: NodeRef) -> [Input] {
    guard let file = project.file(handler), let other = project.file(declared) else { return [] }
    let above = other.children(declared.node, .parameter)
    var found: [Input] = []
    for (position, node) in file.children(handler.node, .parameter).enumerated() {
      let ref = NodeRef(file: handler.file, node: node)
      var mark = project.annotation(of: ref, among: JavaGraphNames.arguments)
      if mark == nil, declared != handler, above.indices.contains(position) {
        mark = project.annotation(
          of: NodeRef(file: declared.file, node: above[position]), among: JavaGraphNames.arguments)
      }
      guard let mark else { continue }
      let written = named("name", mark) ?? named("value", mark)
      found.append(input(ref, written ?? project.text(file[node].name), file))
    }
    return found
  }

  private mutating func inputs(ofTool method: NodeRef) -> [Input] {
    guard let file = project.file(method) else { return [] }
    var found: [Input] = []
    for node in file.children(method.node, .parameter) {
      let type = file.child(node, .type).map { simpleName($0, file) } ?? ""
      guard !JavaGraphNames.given.contains(type) else { continue }
      found.append(input(NodeRef(file: method.file, node: node), project.text(file[node].name), file))
    }
    return found
  }

  private static let plain: Set<String> = [
    "int", "long", "double", "float", "boolean", "Integer", "Long", "Double", "Float", "Boolean", "UUID", "BigDecimal",
    "LocalDate", "LocalDateTime", "Instant", "OffsetDateTime",
  ]

  private mutating func input(_ parameter: NodeRef, _ name: String, _ file: SyntaxFile) -> Input {
    let type = file.child(parameter.node, .type)
    let isText = !Self.plain.contains(type.map { simpleName($0, file) } ?? "")
    sources.parameters[parameter] = .value(name: name, place: .body, isText: isText)
    return Input(name: name, place: .body, type: type.map { file.text($0) } ?? "")
  }

  // MARK: Operations

  /// What answers a field, and where that is said.
  struct Place {
    let function: NodeRef?
    let type: JavaType?
    let at: NodeRef
  }

  private mutating func add(_ owner: String, _ field: String, _ place: Place, _ framework: String, inputs: [Input]) {
    guard let root = GraphRoot(typeName: owner) else {
      guard let function = place.function, let id = context.functions.id(of: function) else { return }
      fields.append(
        FieldResolver(
          kind: .graphQL, function: id, owner: owner, field: field, location: context.declarationLocation(function),
          isListed: schemas.isEmpty ? nil : schemas.listed.contains(owner)))
      return
    }
    let application = applications.application(of: place.at.file)
    guard seen.insert("\(application.module ?? -1) \(owner) \(field)").inserted else { return }
    let location = context.location(place.at)
    if !uses.contains(where: { $0.module == application.module }) {
      uses.append(JavaGraphUse(framework: framework, module: application.module, location: location))
    }
    var handler =
      place.function.map { context.handler($0) } ?? Handler(name: "", location: location, function: nil)
    if handler.name.isEmpty || handler.name.hasSuffix("<lambda>") { handler.name = "\(root.typeName).\(field)" }
    let mount = mount(application, framework)
    var operation = GraphOperation(
      root: root, name: field, framework: framework, handler: handler, registered: location,
      auth: auth(place, mount, application))
    operation.mount = PathTemplate.below(application.prefix, mount)
    operation.inputs = inputs.isEmpty ? declaredInputs(root, field) : inputs
    endpoints.append(operation.endpoint)
  }

  private func declaredInputs(_ root: GraphRoot, _ field: String) -> [Input] {
    schemas.declared(root, field)?.field.arguments.map {
      Input(name: $0.name, place: .body, type: $0.type, isRequired: $0.type.hasSuffix("!"), isValidated: nil)
    } ?? []
  }

  private static let paths: [String: [String]] = [
    "dgs": ["dgs.graphql.path", "spring.graphql.http.path", "spring.graphql.path"],
    "graphql-java-tools": ["graphql.servlet.mapping", "graphql.servlet.url"],
  ]

  /// Spring for GraphQL 1.4 has `http.path` for what was `path` before.
  private func mount(_ application: SpringApplication, _ framework: String) -> String {
    let keys = Self.paths[framework] ?? ["spring.graphql.http.path", "spring.graphql.path"]
    let written = keys.lazy.compactMap { project.settings.value($0, in: application.module) }.first ?? "/graphql"
    return PathTemplate.withoutTrailingSlash(written.hasPrefix("/") ? written : "/" + written)
  }

  /// What the chain asks at the mount path, and then what the method does.
  private func auth(_ place: Place, _ mount: String, _ application: SpringApplication) -> Auth {
    let names = place.type.map { type in
      project.lineage(of: type).reduce(into: Set<String>()) { $0.formUnion(project.annotationNames(of: $1.ref)) }
    }
    let methods = place.function.map { project.annotationNames(of: $0) } ?? []
    let request = SpringRequest(
      method: "POST", path: mount, annotations: (names ?? []).union(methods), methodAnnotations: methods)
    let auth = application.security.auth(request, handler: place.function, controller: place.type)
    guard auth.requirement == .none, let function = place.function else { return auth }
    return auth.stronger(JavaHandlerCheck(project).auth(of: function))
  }
}
