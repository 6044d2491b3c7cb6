internal import Resolution
internal import Source
internal import Syntax

/// What a function does with a caller that shows no credentials.
enum GRPCVerdict {
  /// Nothing in it refuses.
  case passes
  /// Everybody is refused first, but for the methods that are left out.
  case guards(exempt: Set<GRPCExemption>, place: NodeRef?)
  /// It refuses some, in a way that is not understood.
  case unknown(NodeRef?)
}

/// Methods that an interceptor lets through without looking.
struct GRPCExemption: Hashable {
  enum Form: Hashable { case whole, beginning, end }
  let text: String
  let form: Form

  func matches(_ path: String) -> Bool {
    switch form {
    case .whole: path == text
    case .beginning: path.hasPrefix(text)
    case .end: path.hasSuffix(text)
    }
  }
}

/// Reads a function from its beginning, as long as it is plain: refusals right below the function, each under one
/// condition, before anything passes. Whatever is less plain is unknown: a wrong "required" would be the worst answer.
final class GRPCGuardWalk {
  let context: RecognizerContext
  private var memo: [NodeRef: GRPCVerdict] = [:]
  static let maxDepth = 4
  private static let maxNodes = 4_000

  init(_ context: RecognizerContext) { self.context = context }

  var evaluator: Evaluator { context.evaluator }

  func verdict(of function: NodeRef) -> GRPCVerdict { verdict(of: function, depth: 0) }

  private func verdict(of function: NodeRef, depth: Int) -> GRPCVerdict {
    if let known = memo[function] { return known }
    guard let file = context.program.file(function.file), let body = file.child(function.node, .body) else {
      return .passes
    }
    guard depth < Self.maxDepth, Int(file[body].next - body) < Self.maxNodes else { return .unknown(function) }
    // What calls itself refuses nothing by that.
    memo[function] = .passes
    let result: GRPCVerdict =
      switch file.source.language {
      case .go: goVerdict(function, body, file, depth: depth)
      case .python: GRPCPythonGuard(context, self).verdict(of: function)
      default: mention(in: function).map { .unknown($0) } ?? .passes
      }
    memo[function] = result
    return result
  }

  // MARK: Go

  private func goVerdict(_ function: NodeRef, _ body: NodeID, _ file: SyntaxFile, depth: Int) -> GRPCVerdict {
    var exempt: Set<GRPCExemption> = []
    /// The last call whose error means that the caller is refused.
    var pending: Set<GRPCExemption>?
    var node = body + 1
    while node < file[body].next {
      switch file[node].kind {
      case .function:
        node = file[node].next
        continue
      case .call:
        switch called(node, function, file, depth: depth) {
        case .guards(let inner, _):
          guard isPlain(node, body, file) else { return .unknown(place(node, function)) }
          // `return a.check(ctx)`
          if file[file[node].parent].kind == .returnStatement {
            return .guards(exempt: exempt.union(inner), place: place(node, function))
          }
          pending = inner
        case .unknown: return .unknown(place(node, function))
        case .passes: break
        }
      case .returnStatement:
        switch judge(return: node, body, file, function, hasPending: pending != nil) {
        case .refuses: return .guards(exempt: exempt.union(pending ?? []), place: place(node, function))
        case .exempts(let found): exempt.formUnion(found)
        case .passes: return laterRefusal(after: node, body, file, function, depth: depth) ?? .passes
        case .unclear: return .unknown(place(node, function))
        }
      default: break
      }
      node += 1
    }
    return .passes
  }

  private enum Return {
    case refuses, passes, unclear
    case exempts([GRPCExemption])
  }

  private func judge(
    return node: NodeID, _ body: NodeID, _ file: SyntaxFile, _ function: NodeRef, hasPending: Bool
  ) -> Return {
    let conditions = conditions(around: node, body, file)
    let isRefusal = isRefusal(node, file, function)
    guard conditions.count <= 1 else { return isRefusal || !goesOn(node, file) ? .unclear : .passes }
    guard let condition = conditions.first else { return isRefusal ? .refuses : .passes }
    if isRefusal { return isPlain(condition: condition, file) ? .refuses : .unclear }
    if goesOn(node, file) { return exemptions(condition, file, function).map { .exempts($0) } ?? .passes }
    // `if err != nil { return nil, err }` behind a guard.
    if hasPending, isErrorCheck(condition, file) { return .refuses }
    // It ends with an error of which only the names tell something.
    return isAboutCallers(condition, file) || isAboutCallers(node, file) ? .unclear : .exempts([])
  }

  /// What passed some callers may refuse others later.
  private func laterRefusal(
    after node: NodeID, _ body: NodeID, _ file: SyntaxFile, _ function: NodeRef, depth: Int
  ) -> GRPCVerdict? {
    for later in node..<file[body].next {
      if isRefusal(later, file, function) { return .unknown(place(later, function)) }
      guard file[later].kind == .call else { continue }
      if case .passes = called(later, function, file, depth: depth) { continue }
      return .unknown(place(later, function))
    }
    return nil
  }

  /// The conditions between a node and the function's body; a `switch` or a loop counts as two, as it is not plain.
  private func conditions(around node: NodeID, _ body: NodeID, _ file: SyntaxFile) -> [NodeID] {
    var found: [NodeID] = []
    var node = node
    while node != body, node != 0 {
      let parent = file[node].parent
      switch file[parent].kind {
      case .ifStatement:
        if file[node].role == .then, let condition = file.child(parent, .condition) { found.append(condition) }
        if file[node].role == .otherwise { found += [parent, parent] }
      case .switchStatement, .forEach, .forLoop, .whileLoop: found += [parent, parent]
      default: break
      }
      node = parent
    }
    return found
  }

  /// Whether a call runs in every run of the function: in no condition's block.
  private func isPlain(_ call: NodeID, _ body: NodeID, _ file: SyntaxFile) -> Bool {
    conditions(around: call, body, file).isEmpty
  }

  /// `!ok`, `token == ""`, `len(values) == 0 || …`; not what also asks for something else.
  private func isPlain(condition: NodeID, _ file: SyntaxFile) -> Bool {
    !(condition..<file[condition].next).contains {
      file[$0].kind == .logical && context.program.text(file[$0].name) == "and"
    }
  }

  func isErrorCheck(_ condition: NodeID, _ file: SyntaxFile) -> Bool {
    guard file[condition].kind == .comparison, context.program.text(file[condition].name) == "!=",
      let right = file.child(condition, .right), file[right].kind == .null
    else { return false }
    return true
  }

  /// The methods that a condition about the method's name singles out; `nil` when it is about something else.
  private func exemptions(_ condition: NodeID, _ file: SyntaxFile, _ function: NodeRef) -> [GRPCExemption]? {
    switch file[condition].kind {
    case .logical where context.program.text(file[condition].name) == "or":
      guard let left = file.child(condition, .left), let right = file.child(condition, .right),
        let first = exemptions(left, file, function), let second = exemptions(right, file, function)
      else { return nil }
      return first + second
    case .comparison where context.program.text(file[condition].name) == "==":
      guard let left = file.child(condition, .left), let right = file.child(condition, .right), isMethod(left, file),
        let text = evaluator.value(of: NodeRef(file: function.file, node: right)).constantText
      else { return nil }
      return [GRPCExemption(text: text, form: .whole)]
    case .index:
      guard let object = file.child(condition, .object), let index = file.child(condition, .index),
        isMethod(index, file)
      else { return nil }
      let entries = evaluator.entries(of: evaluator.value(of: NodeRef(file: function.file, node: object)))
      return entries.isEmpty ? nil : entries.map { GRPCExemption(text: $0.key, form: .whole) }
    case .call:
      guard let callee = file.child(condition, .callee), let first = file.children(condition, .argument).first,
        isMethod(first, file), let second = file.children(condition, .argument).last, second != first,
        let text = evaluator.value(of: NodeRef(file: function.file, node: second)).constantText
      else { return nil }
      switch context.program.text(file[callee].name) {
      case "HasPrefix": return [GRPCExemption(text: text, form: .beginning)]
      case "HasSuffix": return [GRPCExemption(text: text, form: .end)]
      default: return nil
      }
    default: return nil
    }
  }

  private func isMethod(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    let name = context.program.text(file[node].name).lowercased()
    return (file[node].kind == .name || file[node].kind == .member) && (name == "fullmethod" || name == "method")
  }

  // MARK: Calls

  /// What a function that is called here does; `passes` for libraries.
  private func called(_ call: NodeID, _ function: NodeRef, _ file: SyntaxFile, depth: Int) -> GRPCVerdict {
    guard let target = target(of: call, function, file), target != function else { return .passes }
    return verdict(of: target, depth: depth + 1)
  }

  func place(_ node: NodeID, _ function: NodeRef) -> NodeRef { NodeRef(file: function.file, node: node) }
}
