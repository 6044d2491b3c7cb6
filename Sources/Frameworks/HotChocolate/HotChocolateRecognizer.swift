internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Hot Chocolate: GraphQL in C#, types by classes, attributes and descriptors.
enum HotChocolateRecognizer: Recognizer {
  static let name = "hotchocolate"
  /// Its namespaces come with the SDK's implicit usings, so that small programs name none of them.
  static let triggers = ["HotChocolate", "Microsoft.AspNetCore"]

  private static let makers = [
    "AddDocumentFromFile", "AddDocumentFromString",
    "AddGraphQLServer", "AddGraphQL", "AddQueryType", "RegisterQueryType", "AddGraphQLFunction",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let isThere = Self.makers.contains { name in
      context.program.sites(called: name).contains { context.program.tree[$0.file].language == .csharp }
    }
    guard isThere else { return }
    let files = context.program.fileIDs.filter { id in
      context.program.tree[id].language == .csharp && context.isServed(id)
    }
    var reading = HotChocolateReading(context, files)
    reading.read()
    // GraphQL.NET has some calls of the same names.
    guard !reading.endpoints.isEmpty else { return }
    draft.endpoints += reading.endpoints + reading.mounts
    draft.fieldResolvers += reading.fields
    draft.sources.merge(reading.sources)
    draft.graphQLServers += HotChocolateServers(context, files).read()
    if let first = reading.endpoints.first {
      draft.frameworks.append(FrameworkUse(name: name, location: first.registered))
    }
  }
}

/// One pass over the classes of a program that are types of its schema.
struct HotChocolateReading {
  private let context: RecognizerContext
  private let projects: AspNetProjects
  private let walk: AspNetWalk
  private let types: HotChocolateTypes
  private let members: HotChocolateMembers
  private let auth: HotChocolateAuth
  private let routes: AspNetRoutes
  private let http: AspNetAuth
  private let inputs: HotChocolateInputs
  private(set) var endpoints: [Endpoint] = []
  private(set) var fields: [FieldResolver] = []
  private(set) var sources = RequestSources()
  private var seen: Set<String> = []
  /// Types that something answers with several of.
  private var listed: Set<String> = []

  init(_ context: RecognizerContext, _ files: [FileID]) {
    self.context = context
    projects = AspNetProjects(context.program)
    walk = AspNetWalk(context, files)
    walk.run()
    http = AspNetAuth(context, walk, projects, files)
    routes = AspNetRoutes(context, walk, http, projects)
    types = HotChocolateTypes(context, projects, files)
    members = HotChocolateMembers(context)
    auth = HotChocolateAuth(context, files)
    inputs = HotChocolateInputs(context)
  }

  mutating func read() {
    // What is said of a root type holds for all its fields, wherever they are declared.
    var whole: [String: Auth] = [:]
    for type in types.all {
      guard let root = type.root, !type.isExtension else { continue }
      let asked = auth.auth(ofType: type.members, type.settings)
      whole[key(type.place, root), default: Auth(.none)] = asked
    }
    for type in types.all {
      let around = type.root.flatMap { whole[key(type.place, $0)] } ?? Auth(.none)
      read(type, around)
    }
    for index in fields.indices where listed.contains(fields[index].owner) { fields[index].isListed = true }
  }

  private func key(_ place: NodeRef, _ root: GraphRoot) -> String {
    "\(projects.project(of: place.file) ?? "") \(root)"
  }

  private mutating func read(_ type: HotChocolateType, _ around: Auth) {
    let own = auth.auth(ofType: type.members, type.settings)
    for member in type.members.map({ members.members(of: $0) }) ?? [] {
      let setting = type.settings.fields.first { $0.member == member.written }
      guard setting?.isIgnored != true, setting != nil || !type.settings.isExplicit else { continue }
      if let answered = member.answered, answered.isList { listed.insert(answered.name) }
      var function = member.function
      if let other = setting?.resolver { function = other }
      let asked = auth.auth(of: member.node, setting, type: own.stronger(around))
      add(type, setting?.name ?? member.name, member.node, function, asked)
    }
    for setting in type.settings.fields where setting.member == nil && !setting.isIgnored {
      guard let name = setting.name else { continue }
      let asked = auth.auth(of: nil, setting, type: own.stronger(around))
      add(type, name, setting.place, setting.resolver, asked)
    }
  }

  private mutating func add(
    _ type: HotChocolateType, _ name: String, _ place: NodeRef, _ function: NodeRef?, _ asked: Auth
  ) {
    guard let root = type.root else {
      guard let function, let id = context.functions.id(of: function) else { return }
      fields.append(
        FieldResolver(
          kind: .graphQL, function: id, owner: type.owner, field: name,
          location: context.declarationLocation(function), isListed: nil))
      return
    }
    guard seen.insert("\(key(type.place, root)) \(name)").inserted else { return }
    let isCall = context.program.node(place)?.kind == .call
    let location = isCall ? context.chainLocation(place) : context.declarationLocation(place)
    var handler = function.map { context.handler($0) } ?? Handler(name: "", location: location, function: nil)
    if handler.name.isEmpty || handler.name.hasSuffix("<lambda>") { handler.name = "\(root.typeName).\(name)" }
    var operation = GraphOperation(
      root: root, name: name, framework: "hotchocolate", handler: handler, registered: location, auth: asked)
    let mount = mount(serving: type.place.file)
    operation.mount = mount?.path
    if let mount { operation.auth = asked.stronger(mount.auth) }
    if let function {
      if operation.auth.requirement == .none, !asked.isExplicitlyPublic {
        operation.auth = operation.auth.stronger(AspNetRefusals(context: context).check(in: function))
      }
      operation.inputs = inputs.inputs(of: function, into: &sources)
    }
    endpoints.append(operation.endpoint)
  }

  // MARK: Mounts

  private struct Mount {
    let path: String
    let auth: Auth
  }

  /// Where the programs that run a file have mounted a schema: the first place, with what all of them ask.
  private func mount(serving file: FileID) -> Mount? {
    let mounted = walk.mapped.filter { $0.kind == .graphQL }
    let serving = projects.applications(serving: file, walk.applications).map(\.root)
    let near = mounted.filter { route in routes.application(route).map { serving.contains($0.root) } ?? false }
    guard let first = near.first ?? (serving.isEmpty ? mounted.first : nil) else { return nil }
    let path = routes.path(first)
    let all = near.filter { routes.path($0) == path }.map { judged($0).auth }
    let auth = all.allSatisfy { $0.requirement == all[0].requirement } ? all.first : Auth(.unknown, by: "MapGraphQL")
    return Mount(path: path, auth: auth ?? Auth(.none))
  }

  private func judged(_ route: AspNetMapped) -> AspNetAuth.Judged {
    http.auth(ofType: nil, route, routes.path(route), routes.application(route))
  }

  /// The routes themselves.
  var mounts: [Endpoint] {
    var known: Set<String> = []
    return walk.mapped.filter { $0.kind == .graphQL }.compactMap { route in
      let path = routes.path(route)
      guard known.insert("\(path) \(route.site)").inserted else { return nil }
      let location = context.chainLocation(route.site)
      let judged = judged(route)
      var endpoint = Endpoint(
        id: EndpointID(index: 0), method: "POST", path: path, framework: "hotchocolate", auth: judged.auth,
        handler: Handler(name: "GraphQL", location: location, function: nil), registered: location)
      endpoint.middleware = judged.middleware
      endpoint.rateLimit = judged.middleware.first { $0.kind == .rateLimit }
      return endpoint
    }
  }
}
