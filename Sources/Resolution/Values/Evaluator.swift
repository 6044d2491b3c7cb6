internal import Facts
internal import Source
package import Syntax

/// Says what expressions are, on demand, without running anything. One per worker: it remembers.
///
/// What it remembers may depend on the order of questions where answers are cut short (a cycle, a bound); give each
/// fixed piece of work an evaluator of its own, and results are the same on any number of cores.
package final class Evaluator {
  package let program: Program
  /// Answers where nothing is known that depend on it: on parameters, or on what a loop goes over.
  private var memo: [NodeRef: Value] = [:]
  /// Answers that are the same whatever is known, which are most.
  private var freeMemo: [NodeRef: Value] = [:]
  /// Answers with something known: set-up code is asked about the same ones again and again, and within one question what
  /// is made step by step (`query = query.where(…)`) would be worked out anew from the start for each step.
  private var frameMemo: [FrameQuestion: Value] = [:]
  private static let maxFrameMemo = 16_384
  private var frames: Set<Frame> = []
  private static let maxFrames = 8_192
  private var active: Set<NodeRef> = []
  private var depth = 0
  private var fuel = 0
  /// Something was cut short since the outermost question began.
  private var isCut = false
  /// What is known, or that nothing is, was asked for since the question in hand began.
  private var isBound = false
  /// How deep star exports and questions about callers are nested; bounded, since they branch.
  var starDepth = 0
  var callerDepth = 0
  var typeDepth = 0
  var exportDepth = 0
  var rowDepth = 0
  var passedMemo: [NodeRef: Value] = [:]
  var spreadDepth = 0
  /// Collections that the outermost question about one may still follow: spreads of spreads branch.
  var spreadFuel = 0
  var callerMemo: [NodeRef: [NodeRef]] = [:]
  /// What functions answer with, whoever calls them.
  var returnedMemo: [NodeRef: Value] = [:]
  var setUpMemo: [NodeRef: [NodeRef]] = [:]
  var wayFuel = 0
  var waysTaken = 0
  var contextMemo: [ContextQuestion: [RunContext]] = [:]
  var exportNamesMemo: [FileID: [Name]] = [:]
  var hungMemo: [HungQuestion: HungTable] = [:]
  var mixinMemo: [NodeRef: [Name: NodeID]] = [:]
  var hungDepth = 0
  var computedMemo: [NodeRef: [NodeRef]]?
  var requireMemo: [FileID: [NodeRef]]?
  var targetMemo: [ImportQuestion: ModuleMap.Target] = [:]
  /// Whether a name asks for permission, by its number: 0 is not looked at yet, 1 no, 2 yes.
  var checkMemo: [UInt8] = []
  var goFieldMemo: [GoFieldQuestion: Value?] = [:]
  var goImplementationMemo: [NodeRef: Value?] = [:]
  var goFileMemo: [GoNameQuestion: FileID?] = [:]
  var returnMemo: [NodeRef: [NodeRef]] = [:]
  /// Whether files import all names of some module.
  var starMemo: [FileID: Bool] = [:]
  var nominal = NominalMemo()
  var defaultImportNames: [FileID: [Name]] = [:]
  var decorations: [Name: NodeRef]?
  var models: [String: Value]?
  var isReadingModels = false
  let words: EvaluatorWords
  let usesFastify: Bool
  /// Which of the answers that all evaluators share it may ask for.
  let rank: SharingRank
  /// Settings of the environment stand for what example files set: for prefixes of paths, which deployments rarely
  /// change. Set it before the first question.
  package var usesExampleSettings = false

  /// Bounds of one question.
  static let maxDepth = 48
  static let maxFuel = 3_000
  static let maxExportDepth = 16
  static let maxSpreadDepth = 12
  static let maxSpreads = 2_000

  /// Notes that an answer was cut short, so that it is not remembered.
  func cut() { isCut = true }

  package convenience init(_ program: Program) { self.init(program, rank: .work) }

  init(_ program: Program, rank: SharingRank) {
    self.program = program
    self.rank = rank
    words = program.words
    usesFastify = program.imported.contains("fastify") || program.imported.contains("fastify-plugin")
  }

  /// What an expression is. `frame` tells what is known about parameters and loop variables around it.
  package func value(of ref: NodeRef, in frame: Frame? = nil) -> Value {
    if depth == 0 {
      fuel = Self.maxFuel
      isCut = false
    }
    if let known = freeMemo[ref] { return known }
    if let known = frame.map({ frameMemo[FrameQuestion(frame: $0, ref: ref)] }) ?? memo[ref] {
      isBound = true
      return known
    }
    fuel -= 1
    guard depth < Self.maxDepth, fuel > 0, let file = program.file(ref.file) else {
      isCut = true
      return .unknown
    }
    guard active.insert(ref).inserted else {
      isCut = true
      return .unknown
    }
    let outer = (isCut: isCut, isBound: isBound)
    (isCut, isBound) = (false, false)
    depth += 1
    let result = compute(ref, file, frame)
    depth -= 1
    active.remove(ref)
    // The outermost answer is as good as it gets; one cut short inside another may be better when asked by itself.
    if !isCut || depth == 0 { remember(result, of: ref, frame) }
    isCut = isCut || outer.isCut
    isBound = isBound || outer.isBound
    return result
  }

  private func remember(_ result: Value, of ref: NodeRef, _ frame: Frame?) {
    if !isBound, !isCut {
      freeMemo[ref] = result
    } else if let frame {
      if frameMemo.count >= Self.maxFrameMemo { frameMemo.removeAll(keepingCapacity: true) }
      frameMemo[FrameQuestion(frame: frame, ref: ref)] = result
    } else {
      memo[ref] = result
    }
  }

  /// What a frame says of a parameter or a variable. All that asks frames asks here, so that what does not is known.
  func known(_ binding: NodeRef, in frame: Frame?) -> Value? {
    isBound = true
    return frame?.value(of: binding)
  }

  /// The one frame for all that say the same, so that answers in one are found in the others.
  package func frame(_ bindings: [NodeRef: Value], parent: Frame?) -> Frame {
    let frame = Frame(bindings: bindings, parent: parent)
    if frames.count >= Self.maxFrames { frames.removeAll(keepingCapacity: true) }
    return frames.insert(frame).memberAfterInsert
  }

  /// An answer, and whether nothing in it was cut short.
  func whole(_ find: () -> Value) -> (value: Value, isWhole: Bool) {
    let outerCut = isCut
    isCut = false
    let value = find()
    defer { isCut = isCut || outerCut }
    return (value, !isCut)
  }

  private func compute(_ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    let node = file[ref.node]
    switch node.kind {
    case .name: return named(node.name, at: ref, file, frame)
    case .member: return memberValue(ref, node, file, frame)
    case .call: return callValue(ref, file, frame)
    case .string: return .string(file.stringValue(ref.node) ?? "")
    case .template: return templateValue(ref, file, frame)
    case .binary: return binaryValue(ref, node, file, frame)
    case .number: return numberValue(file.text(ref.node).replacing("_", with: ""), file)
    case .boolean: return .bool(node.flags.contains(.truth))
    case .null: return .null
    case .list, .tuple, .set, .dictionary, .comprehension: return .literal(ref)
    case .function: return .function(ref)
    case .classDeclaration, .interface, .enumDeclaration, .namespace: return .type(ref)
    case .index: return indexValue(ref, node, file, frame)
    case .logical: return logicalValue(ref, file, frame)
    case .conditional: return conditionalValue(ref, file, frame)
    case .await: return awaited(child(.value, of: ref, in: frame))
    case .cast where file.isNominal: return nominalCast(ref, file, frame)
    case .cast, .spread, .assignment: return child(.value, of: ref, in: frame)
    case .parameter: return parameterValue(ref, file, frame)
    case .field: return file.isNominal ? nominalField(ref, file) : fieldValue(ref, file, frame)
    // A switch expression of Java or C#.
    case .switchStatement: return .merge(caseValues(of: ref, file).map { value(of: $0, in: frame) })
    default: return .unknown
    }
  }

  /// `10L`, `0.5f`, `2m`: a suffix says the type.
  private func numberValue(_ text: String, _ file: SyntaxFile) -> Value {
    if let number = Double(text) { return .number(number) }
    guard file.isNominal else { return .unknown }
    return Double(text.prefix { !"lLfFdDmMuU".contains($0) }).map { .number($0) } ?? .unknown
  }

  /// The value of the child with a role.
  package func child(_ role: SyntaxRole, of ref: NodeRef, in frame: Frame? = nil) -> Value {
    guard let file = program.file(ref.file), let child = file.child(ref.node, role) else { return .unknown }
    return value(of: NodeRef(file: ref.file, node: child), in: frame)
  }

  private func logicalValue(_ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    // `process.env.X || "/api"`: what can be seen wins over what can't.
    let left = child(.left, of: ref, in: frame)
    let right = child(.right, of: ref, in: frame)
    if file[ref.node].name == words.and { return right }
    return .merge([left, right].filter { !isEnvironment($0) && $0 != .null })
  }

  /// What an example file sets for a value of the environment. A path gets a slash at its end, so that what is hung on
  /// it begins a segment of its own.
  package func exampleSetting(_ value: Value) -> String? {
    guard usesExampleSettings, isEnvironment(value), let name = value.externalName?.split(separator: ".").last,
      let text = program.exampleSettings[String(name)]
    else { return nil }
    return text.hasPrefix("/") && !text.hasSuffix("/") ? text + "/" : text
  }

  /// A value that comes from the process's environment.
  package func isEnvironment(_ value: Value) -> Bool {
    guard let name = value.externalName else { return false }
    return name.hasPrefix("process.env") || name.hasPrefix("os.environ") || name.hasPrefix("os.getenv")
  }
}

/// Names that the evaluator looks for, in the run's table.
final class EvaluatorWords: Sendable {
  let and, plus, percent, this, selfName, superName, cls, exports, module, require, importName, defaultName, star: Name
  let constructor, initName, prototype, process, undefined, then, catchName, base: Name
  /// What is called on a circuit breaker.
  let breakerVerbs: Set<Name>
  let panic: Name
  let deferred: Name
  let go: Name
  let bind: Name
  let length, slice, at, map, reduce, fromEntries: Name
  /// What makes one collection of another.
  let collectionVerbs: Set<Name>

  init(_ names: NameTable) {
    // A name that no file has gets a value that matches none.
    func word(_ text: String) -> Name { names.lookup(text) ?? Name(raw: .max) }
    and = word("and")
    plus = word("+")
    percent = word("%")
    this = word("this")
    selfName = word("self")
    superName = word("super")
    cls = word("cls")
    exports = word("exports")
    module = word("module")
    require = word("require")
    importName = word("import")
    defaultName = word("default")
    star = word("*")
    constructor = word("constructor")
    initName = word("__init__")
    prototype = word("prototype")
    process = word("process")
    base = word("base")
    undefined = word("undefined")
    then = word("then")
    catchName = word("catch")
    bind = word("bind")
    length = word("length")
    slice = word("slice")
    at = word("at")
    map = word("map")
    reduce = word("reduce")
    fromEntries = word("fromEntries")
    collectionVerbs = [slice, at, map, reduce, fromEntries]
    panic = word("panic")
    deferred = word("defer")
    go = word("go")
    breakerVerbs = Set(["fire", "call", "call_async", "exec", "execute", "run", "calling", "Execute", "Do"].map(word))
  }
}
