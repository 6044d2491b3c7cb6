internal import Model
package import Source
internal import Syntax

/// Walks the functions of one file and writes down what they do, in order, with what surrounds it.
package struct BehaviourScanner {
  let evaluator: Evaluator
  let functions: FunctionTable
  let id: FileID
  let file: SyntaxFile
  let lines: LineIndex
  let otherLines = LineCache()
  /// Names that some function of the file declares to be the module's.
  var globals: Set<Name> = []
  var behaviour = Behaviour()
  var context = EffectContext()
  /// The function whose body is walked.
  var current = FunctionID(index: 0)
  var currentNode: NodeID = 0
  /// How calls inside the arguments of a spawning or offloading call run.
  var manner: Call.Manner?
  /// The transaction that the current function has begun by hand and not ended yet.
  var openTransaction: Int?
  /// Calls of the current function, in order.
  var calls: [Call] = []
  /// Where a failure first leaves the current function.
  var escape: Location?
  /// What the functions do is left out.
  private(set) var isSkimmed = false
  /// In a `finally`.
  var isFinishing = false
  /// The current function catches whatever is thrown below it.
  var recovers = false
  /// The file is of Go, where errors are answers and nothing is thrown.
  let isGo: Bool

  /// `isSkimmed`: only which functions there are, not what they do: for tests, when nobody asks about them.
  package static func scan(
    _ id: FileID, evaluator: Evaluator, functions: FunctionTable, lines: LineIndex, isSkimmed: Bool = false
  ) -> Behaviour {
    guard let file = evaluator.program.file(id) else { return Behaviour() }
    var scanner = BehaviourScanner(evaluator: evaluator, functions: functions, id: id, file: file, lines: lines)
    scanner.isSkimmed = isSkimmed || evaluator.program.browserFiles.contains(id)
    scanner.findGlobals()
    for node in functions.functions(of: id) { scanner.scan(function: node) }
    if !isSkimmed {
      scanner.scanStates()
      scanner.scanFields()
      scanner.scanStaticFields()
    }
    return scanner.behaviour
  }

  private init(evaluator: Evaluator, functions: FunctionTable, id: FileID, file: SyntaxFile, lines: LineIndex) {
    self.evaluator = evaluator
    self.functions = functions
    self.id = id
    self.file = file
    self.lines = lines
    isGo = file.source.language == .go
  }

  private mutating func scan(function node: NodeID) {
    let ref = NodeRef(file: id, node: node)
    guard let function = functions.id(of: ref) else { return }
    current = function
    currentNode = node
    manner = nil
    openTransaction = nil
    calls = []
    escape = nil
    recovers = false
    context = EffectContext()
    let first = behaviour.effects.count
    enterFunction(ref)
    if isSkimmed {
      // A page's own calls are no effects of the backend, and a test's are none of it as it is served.
    } else if node == 0 {
      for child in file.children(0) { visit(child) }
      if file.source.language == .java { recordDefaultPool() }
    } else if let body = file.child(node, .body) {
      visit(body)
    }
    let purpose = file.source.purpose
    var result = Function(
      id: function, name: evaluator.qualifiedName(of: ref), location: headLocation(node),
      isAsync: file[node].flags.contains(.async) || answersLater(node), isTest: purpose == .test, purpose: purpose)
    result.calls = calls
    result.escape = escape
    result.recovers = recovers
    result.isAsyncVoid = isAsyncVoid(ref)
    result.parameterCount = file.children(node, .parameter).count
    if !isSkimmed { result.comparesOwner = comparesOwner(node) }
    result.effects = first..<behaviour.effects.count
    behaviour.functions.append(result)
  }

  func ref(_ node: NodeID) -> NodeRef { NodeRef(file: id, node: node) }

  func location(_ node: NodeID) -> Location { lines.location(of: file[node].range, in: file.source) }

  private func headLocation(_ node: NodeID) -> Location {
    let start = file.children(node, .decorator).last.map { file[$0].end } ?? file[node].start
    let line = lines.line(at: start) + (start == file[node].start ? 0 : 1)
    return Location(file: file.source.path, line: line)
  }

  /// Walks statements and expressions; functions inside have their own turn, classes are walked through.
  mutating func visit(_ node: NodeID) {
    switch file[node].kind {
    case .function:
      for child in file.children(node) where file[child].role == .decorator { visit(child) }
    case .forEach: visitLoop(node, over: file.child(node, .iterable))
    case .comprehension: visitComprehension(node)
    case .forLoop, .whileLoop: visitLoop(node, over: nil)
    case .tryStatement: visitTry(node)
    case .ifStatement, .conditional, .switchStatement: visitBranches(node)
    case .withStatement: visitWith(node)
    case .logical:
      visitChildren(node)
    case .await: visitAwait(node)
    // What is returned or thrown ends the loops around it: it is done once.
    case .returnStatement where file.isCaseValue(node): visitChildren(node)
    case .returnStatement: within({ $0.loops = [] }, { $0.visitChildren(node) })
    case .throwStatement:
      noteEscape(node)
      within({ $0.loops = [] }, { $0.visitChildren(node) })
    case .call:
      if isGo { return visitGoCall(node) }
      visitCall(node)
    case .assignment, .augmentedAssignment:
      noteUpdate(node)
      noteUnverified(node)
      if isGo { return visitGoAssignment(node) }
      visitChildren(node)
    case .name, .string, .number, .boolean, .null, .regex, .type: break
    default: visitChildren(node)
    }
  }

  mutating func visitChildren(_ node: NodeID) {
    for child in file.children(node) { visit(child) }
  }

  /// Walks something with a changed context, and puts the context back.
  mutating func within(_ change: (inout EffectContext) -> Void, _ body: (inout BehaviourScanner) -> Void) {
    let outer = context
    change(&context)
    body(&self)
    context = outer
  }

  /// Where a failure leaves an asynchronous function. What a `catch` or `finally` does by the way is not looked at.
  private mutating func noteEscape(_ node: NodeID) {
    guard escape == nil, context.handler == nil, !isFinishing, file[currentNode].flags.contains(.async) else { return }
    escape = location(node)
  }

  /// Not what handles its own rejection, and not a module that is loaded late.
  private func mayReject(_ awaited: NodeID) -> Bool {
    if promiseHandler(awaited) != nil { return false }
    guard let callee = file.child(awaited, .callee), file[awaited].kind == .call else { return true }
    return evaluator.program.text(file[callee].name) != "import"
  }

  private mutating func visitBranches(_ node: NodeID) {
    for child in file.children(node) {
      let role = file[child].role
      if role == .condition || (role == .value && file[node].kind == .switchStatement) {
        visit(child)
      } else {
        let isLast = leavesLoop(child)
        within(
          {
            $0.isConditional = true
            if isLast { $0.loops = Array($0.loops.dropLast()) }
          }, { $0.visit(child) })
      }
    }
  }

  /// `if (found) { await save(row); break }`: done once, whatever the loop around it goes over.
  private func leavesLoop(_ branch: NodeID) -> Bool {
    guard file[branch].kind == .block else { return false }
    var last: NodeID?
    for child in file.children(branch) { last = child }
    guard let last, file[last].kind == .jump, !file[last].flags.contains(.isContinue) else { return false }
    let around = file.ancestor(of: branch) {
      [.forEach, .forLoop, .whileLoop, .switchStatement, .function].contains($0.kind)
    }
    return around.map { file[$0].kind == .forEach } ?? false
  }

  private mutating func visitAwait(_ node: NodeID) {
    if !context.isInCatch, file.child(node, .value).map({ mayReject($0) }) ?? true { noteEscape(node) }
    within({ $0.isAwaited = true }, { $0.visitChildren(node) })
  }
}
