internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// TypeGraphQL: resolver classes whose decorated methods answer operations and fields.
enum TypeGraphQLRecognizer: Recognizer {
  static let name = "type-graphql"
  static let triggers = ["type-graphql"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = TypeGraphQLReading(context)
    reading.read()
    draft.endpoints += reading.endpoints
    draft.fieldResolvers += reading.fields
    draft.sources.merge(reading.sources)
    if let first = reading.endpoints.first?.registered {
      draft.frameworks.append(FrameworkUse(name: name, location: first))
    }
  }
}

struct TypeGraphQLReading {
  private let context: RecognizerContext
  private let decorators: NestDecorators
  private let guards: GraphGuards
  private let mount: String?
  private let around: Auth
  /// What `@Authorized()` asks: the schema's `authChecker` decides.
  private let checker: Auth
  private var listed: Set<String> = []
  private(set) var endpoints: [Endpoint] = []
  private(set) var fields: [FieldResolver] = []
  private(set) var sources = RequestSources()

  init(_ context: RecognizerContext) {
    self.context = context
    decorators = NestDecorators(context: context)
    let guards = GraphGuards(context)
    self.guards = guards
    mount = GraphQLServers(context).mountPath
    around = GraphQLServers(context).contextFunctions().reduce(Auth(.none)) {
      $0.stronger(guards.auth(ofContext: $1))
    }
    checker = Self.checker(context, guards)
  }

  private var evaluator: Evaluator { context.evaluator }

  private static func checker(_ context: RecognizerContext, _ guards: GraphGuards) -> Auth {
    for name in ["buildSchema", "buildSchemaSync", "buildTypeDefsAndResolvers"] {
      for call in context.program.sites(called: name) {
        guard let given = context.evaluator.argument(0, of: call),
          let value = context.options(given, in: nil)["authChecker"],
          let function = context.scriptFunction(of: value, in: nil)
        else { continue }
        return guards.auth(ofDecision: function, title: "@Authorized", context: 0)
      }
    }
    return Auth(.unknown, by: "@Authorized")
  }

  mutating func read() {
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language?.isECMAScript == true,
        let index = context.program.index(of: id)
      else { continue }
      for scope in index.scopes where scope.kind == .type && file.child(scope.node, .decorator) != nil {
        let type = NodeRef(file: id, node: scope.node)
        let own = decorators.decorators(of: type)
        guard let mark = own.first(where: { $0.name == "type-graphql.Resolver" }) else { continue }
        for owner in evaluator.lineage(of: type) { read(owner, own, mark) }
      }
    }
    fields = fields.map { field in
      var field = field
      if listed.contains(field.owner) { field.isListed = true }
      return field
    }
  }

  private mutating func read(_ type: NodeRef, _ own: [NestDecorator], _ mark: NestDecorator) {
    guard let file = context.program.file(type.file), let body = file.child(type.node, .body) else { return }
    for child in file.children(body) where file[child].kind == .function && file.child(child, .decorator) != nil {
      let method = NodeRef(file: type.file, node: child)
      let marks = decorators.decorators(of: method)
      for decorator in marks where decorator.name.hasPrefix("type-graphql.") {
        let name = operationName(decorator) ?? context.program.text(file[child].name)
        if let answered = answered(decorator), answered.isList { listed.insert(answered.type) }
        if let root = GraphRoot(rawValue: decorator.last.lowercased()) {
          add(root, name, method, decorator, own + marks)
        } else if decorator.last == "FieldResolver", let owner = answered(mark)?.type,
          let function = context.functions.id(of: method)
        {
          fields.append(
            FieldResolver(
              kind: .graphQL, function: function, owner: owner, field: name,
              location: context.declarationLocation(method), isListed: nil))
        }
      }
    }
  }

  private func operationName(_ decorator: NestDecorator) -> String? {
    guard let call = decorator.call else { return nil }
    for position in 0..<min(2, evaluator.argumentCount(of: call)) {
      guard let given = evaluator.argument(position, of: call),
        let name = context.options(given, in: decorator.frame)["name"]
      else { continue }
      return evaluator.value(of: name, in: decorator.frame).constantText
    }
    return nil
  }

  /// `() => [Post]`, `of => Post`, `Post`.
  private func answered(_ decorator: NestDecorator) -> (type: String, isList: Bool)? {
    guard let call = decorator.call, let given = evaluator.argument(0, of: call),
      let file = context.program.file(given.file)
    else { return nil }
    guard file[given.node].kind == .function, let answer = evaluator.returns(of: given, file).first else {
      return file[given.node].kind == .name ? (context.program.text(file[given.node].name), false) : nil
    }
    if file[answer.node].kind == .list, let one = file.child(answer.node, .element) {
      return (context.program.text(file[one].name), true)
    }
    return file[answer.node].kind == .name ? (context.program.text(file[answer.node].name), false) : nil
  }

  private mutating func add(
    _ root: GraphRoot, _ name: String, _ method: NodeRef, _ mark: NestDecorator, _ all: [NestDecorator]
  ) {
    var operation = GraphOperation(
      root: root, name: name, framework: "type-graphql", handler: context.handler(method),
      registered: context.location(mark.written), auth: around)
    operation.mount = mount
    for decorator in all {
      switch decorator.name {
      case "type-graphql.Authorized":
        var auth = checker
        auth.location = auth.location ?? context.location(decorator.written)
        operation.auth = operation.auth.stronger(auth)
      case "type-graphql.UseMiddleware":
        guard let call = decorator.call, let file = context.program.file(call.file) else { continue }
        for given in file.children(call.node, .argument) {
          operation.auth = operation.auth.stronger(self.auth(ofMiddleware: NodeRef(file: call.file, node: given)))
        }
      default: continue
      }
    }
    operation.auth = operation.auth.stronger(own(method))
    operation.inputs = inputs(of: method)
    endpoints.append(operation.endpoint)
  }

  private func auth(ofMiddleware given: NodeRef) -> Auth {
    let title = MiddlewareGuards(context).title(of: given)
    if let function = context.scriptFunction(of: given, in: nil) {
      return guards.auth(ofMiddleware: function, title: title)
    }
    return MiddlewareGuards.soundsLikeGuard(title)
      ? Auth(.unknown, by: title, location: context.location(given)) : Auth(.none)
  }

  /// The method's own check: its context is the parameter with `@Ctx()`.
  private func own(_ method: NodeRef) -> Auth {
    guard let file = context.program.file(method.file) else { return Auth(.none) }
    for (position, parameter) in evaluator.parameters(of: method).enumerated() {
      let isContext = file.children(parameter.node, .decorator).contains { file.text($0).hasPrefix("@Ctx") }
      if isContext { return guards.auth(ofResolver: method, context: position) }
    }
    return Auth(.none)
  }

  private mutating func inputs(of method: NodeRef) -> [Input] {
    var found: [Input] = []
    for parameter in evaluator.parameters(of: method) {
      guard let file = context.program.file(parameter.file) else { continue }
      for decorator in file.children(parameter.node, .decorator) {
        guard let value = file.child(decorator, .value), file[value].kind == .call,
          let callee = file.child(value, .callee), ["Arg", "Args"].contains(context.program.text(file[callee].name))
        else { continue }
        let ref = NodeRef(file: parameter.file, node: value)
        let written = evaluator.argument(0, of: ref).flatMap { evaluator.value(of: $0).constantText }
        let type = file.child(parameter.node, .type).map { String(file.text($0).prefix(80)) } ?? ""
        let own = file[parameter.node].name
        let name = written ?? (own.isNone ? "arguments" : context.program.text(own))
        found.append(Input(name: name, place: .body, type: type, isValidated: nil))
        sources.parameters[parameter] = .value(
          name: name, place: .body, isText: !["number", "boolean", "Date"].contains(type))
      }
    }
    return found
  }
}
