internal import Resolution
internal import Source
internal import Syntax

/// What a descriptor says of a type.
struct HotChocolateDescriptor {
  struct Field {
    /// The member of the class that it is about.
    var member: String?
    var name: String?
    var isIgnored = false
    var isAnonymous = false
    var demands: [AspNetDemand] = []
    var resolver: NodeRef?
    let place: NodeRef
  }

  var name: String?
  var fields: [Field] = []
  var demands: [AspNetDemand] = []
  /// Only fields that are named are there.
  var isExplicit = false
}

/// Reads `descriptor.Field(t => t.GetBooks()).Name("books").Authorize()`.
struct HotChocolateDescriptors {
  private let context: RecognizerContext
  private let attributes: AspNetAttributes

  init(_ context: RecognizerContext) {
    self.context = context
    attributes = AspNetAttributes(context: context)
  }

  func read(_ function: NodeRef) -> HotChocolateDescriptor {
    var found = HotChocolateDescriptor()
    guard let file = context.program.file(function.file), let body = file.child(function.node, .body) else {
      return found
    }
    for node in body..<file[body].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee), file[callee].kind == .member else { continue }
      let call = NodeRef(file: function.file, node: node)
      switch context.program.text(file[callee].name) {
      case "Field": if let field = field(call, file) { found.fields.append(field) }
      case "Name" where !hangsOnField(callee, file): found.name = text(call, file) ?? found.name
      case "Authorize" where !hangsOnField(callee, file): found.demands.append(demand(call, file))
      case "BindFieldsExplicitly": found.isExplicit = true
      case "BindFields" where file.text(node).contains("Explicit"): found.isExplicit = true
      default: continue
      }
    }
    return found
  }

  /// Whether what a member is taken of comes of `.Field(…)`.
  private func hangsOnField(_ callee: NodeID, _ file: SyntaxFile) -> Bool {
    var node = callee
    for _ in 0..<60 {
      guard let object = file.child(node, .object), file[object].kind == .call, let inner = file.child(object, .callee)
      else { return false }
      if context.program.text(file[inner].name) == "Field" { return true }
      node = inner
    }
    return true
  }

  private func text(_ call: NodeRef, _ file: SyntaxFile) -> String? {
    guard let argument = file.child(call.node, .argument) else { return nil }
    let ref = NodeRef(file: call.file, node: argument)
    return file[argument].kind == .member
      ? context.evaluator.value(of: ref).constantText ?? attributes.lastName(argument, file) : attributes.text(ref)
  }

  private func field(_ call: NodeRef, _ file: SyntaxFile) -> HotChocolateDescriptor.Field? {
    guard let argument = file.child(call.node, .argument) else { return nil }
    var field = HotChocolateDescriptor.Field(place: call)
    if file[argument].kind == .function {
      field.member = named(by: argument, file)
      guard field.member != nil else { return nil }
    } else {
      field.name = text(call, file)
    }
    // The calls that hang on it.
    var node = call.node
    for _ in 0..<60 {
      let member = file[node].parent
      guard file[member].kind == .member, file[node].role == .object, file[file[member].parent].kind == .call,
        file[member].role == .callee
      else { break }
      node = file[member].parent
      heed(NodeRef(file: call.file, node: node), context.program.text(file[member].name), file, &field)
    }
    return field
  }

  private func heed(
    _ call: NodeRef, _ name: String, _ file: SyntaxFile, _ field: inout HotChocolateDescriptor.Field
  ) {
    switch name {
    case "Name": field.name = text(call, file) ?? field.name
    case "Ignore": field.isIgnored = true
    case "AllowAnonymous": field.isAnonymous = true
    case "Authorize": field.demands.append(demand(call, file))
    case "Resolve", "Resolver", "ResolveAsync":
      guard let argument = file.child(call.node, .argument), file[argument].kind == .function else { return }
      field.resolver = NodeRef(file: call.file, node: argument)
    case "ResolveWith":
      guard
        let type = file.child(call.node, .typeArgument).flatMap({ attributes.type(NodeRef(file: call.file, node: $0)) }
        ),
        let argument = file.child(call.node, .argument), let method = named(by: argument, file)
      else { return }
      field.resolver = context.evaluator.method(method, of: type)
    default: return
    }
  }

  /// `t => t.GetBooks(default)` names `GetBooks`.
  private func named(by lambda: NodeID, _ file: SyntaxFile) -> String? {
    guard file[lambda].kind == .function, let body = file.child(lambda, .body) else { return nil }
    let member = (body..<file[body].next).first { file[$0].kind == .member }
    return member.map { context.program.text(file[$0].name) }
  }

  /// `.Authorize("policy")`, `.Authorize(new[] { "Admin" })`.
  private func demand(_ call: NodeRef, _ file: SyntaxFile) -> AspNetDemand {
    var demand = AspNetDemand(place: call)
    for argument in file.children(call.node, .argument) {
      let ref = NodeRef(file: call.file, node: argument)
      if file[argument].kind == .string || file[argument].kind == .member || file[argument].kind == .name {
        demand.policies.append(ref)
      } else {
        demand.roles += attributes.texts(ref)
      }
    }
    return demand
  }
}
