internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Schemas made of `graphql-js`' own types, and resolvers in a root value.
struct GraphQLTypes {
  private let context: RecognizerContext
  private let framework: String

  init(_ context: RecognizerContext, _ framework: String) {
    self.context = context
    self.framework = framework
  }

  private var evaluator: Evaluator { context.evaluator }

  private func sites(_ name: String) -> [NodeRef] {
    context.program.sites(called: name).filter {
      context.isServed($0.file) && !context.program.browserFiles.contains($0.file)
    }
  }

  /// `new GraphQLSchema({ query: Query, mutation: Mutation })`, and every other object type.
  func read(into reading: inout GraphQLReading) {
    var roots: [NodeRef: GraphRoot] = [:]
    for call in sites("GraphQLSchema") {
      guard let given = evaluator.argument(0, of: call) else { continue }
      let options = context.options(given, in: nil)
      for root in GraphRoot.allCases {
        guard let type = options[root.rawValue] else { continue }
        for alternative in evaluator.value(of: type).alternatives {
          if let site = alternative.site { roots[site] = root }
        }
      }
    }
    for call in sites("GraphQLObjectType") {
      guard let given = evaluator.argument(0, of: call) else { continue }
      let options = context.options(given, in: nil)
      guard let fields = options["fields"] else { continue }
      let name = options["name"].flatMap { evaluator.value(of: $0).constantText } ?? ""
      let root = roots[call] ?? (roots.isEmpty ? GraphRoot(typeName: name) : nil)
      for (field, value) in entries(of: fields) {
        guard let resolver = resolver(of: value) else { continue }
        if let root {
          reading.add(root, field, resolver)
        } else {
          reading.addField(name, field, resolver)
        }
      }
    }
    readRootValues(into: &reading)
  }

  /// The fields of a type, which may be given by a function.
  private func entries(of fields: NodeRef) -> [(key: String, value: NodeRef)] {
    switch evaluator.value(of: fields) {
    case .function(let function), .bound(let function, _):
      guard let file = context.program.file(function.file) else { return [] }
      return evaluator.returns(of: function, file).flatMap { evaluator.entries(of: evaluator.value(of: $0)) }
    case let value: return evaluator.entries(of: value)
    }
  }

  /// What answers a field: `{ type, args, resolve }`, `mutationWithClientMutationId({ mutateAndGetPayload })`.
  private func resolver(of field: NodeRef) -> NodeRef? {
    let value = evaluator.value(of: field)
    if case .literal = value {
      return evaluator.entryNode("subscribe", of: value) ?? evaluator.entryNode("resolve", of: value)
    }
    let call = context.program.node(field)?.kind == .call ? field : value.site
    guard let call, let given = evaluator.argument(0, of: call) else { return nil }
    let options = context.options(given, in: nil)
    return options["mutateAndGetPayload"] ?? options["resolve"]
  }

  /// `graphqlHTTP({ schema: buildSchema("…"), rootValue: { hello: () => … } })`.
  private func readRootValues(into reading: inout GraphQLReading) {
    for call in sites("graphqlHTTP") + sites("createHandler") {
      guard let given = evaluator.argument(0, of: call),
        let value = context.options(given, in: nil)["rootValue"]
      else { continue }
      for (name, resolver) in evaluator.entries(of: evaluator.value(of: value)) {
        reading.addRootValue(name, resolver)
      }
    }
  }
}
