internal import Resolution
internal import Source
internal import Syntax

/// An interceptor as a server was given it.
struct GRPCInterceptor {
  let ref: NodeRef
  var frame: Frame?
  /// Only some runs of the program hang it.
  var isConditional = false
}

/// What a server was made with, as far as it bears on who may call.
struct GRPCServerOptions {
  /// Outermost first.
  private(set) var unary: [GRPCInterceptor] = []
  private(set) var stream: [GRPCInterceptor] = []
  /// Something among the options could not be seen, or asks for certificates of callers.
  private(set) var isUnseen = false
  private let context: RecognizerContext

  init(of site: NodeRef, _ context: RecognizerContext) {
    self.context = context
    guard let file = context.program.file(site.file) else {
      isUnseen = true
      return
    }
    switch file.source.language {
    case .go: readGo(site, file)
    case .python: readPython(site)
    default: readNode(site)
    }
  }

  private var evaluator: Evaluator { context.evaluator }

  // MARK: Go

  /// `grpc.NewServer(grpc.UnaryInterceptor(f), opts...)`.
  private mutating func readGo(_ site: NodeRef, _ file: SyntaxFile) {
    let arguments = file.children(site.node, .argument)
    let options = arguments.filter { file[$0].kind == .call }
    for option in options { readGo(option: option, site.file, file, isConditional: false) }
    guard options.count < arguments.count else { return }
    // A list that was put together before: what the function around it makes of interceptors is in it.
    let around = file.ancestor(of: site.node) { $0.kind == .function } ?? 0
    var hasFound = false
    for node in around..<file[around].next where file[node].kind == .call && !options.contains(node) {
      guard let name = calleeName(node, file), Self.goOptions.contains(name) else { continue }
      hasFound = true
      let isConditional = file.ancestor(of: node) { $0.kind == .ifStatement || $0.kind == .switchStatement }
      readGo(option: node, site.file, file, isConditional: isConditional.map { $0 > around } ?? false)
    }
    if !hasFound { isUnseen = true }
  }

  private static let goOptions: Set<String> = [
    "UnaryInterceptor", "ChainUnaryInterceptor", "StreamInterceptor", "ChainStreamInterceptor", "WithUnaryServerChain",
    "WithStreamServerChain",
  ]

  private mutating func readGo(option: NodeID, _ id: FileID, _ file: SyntaxFile, isConditional: Bool) {
    guard let name = calleeName(option, file) else { return }
    if name == "Creds", let given = file.child(option, .argument) { readCredentials(given, id, file) }
    guard Self.goOptions.contains(name) else { return }
    let found = interceptors(in: option, id, file, depth: 0).map {
      GRPCInterceptor(ref: $0, isConditional: isConditional)
    }
    if name.contains("Unary") { unary += found } else { stream += found }
  }

  /// The arguments of an option, chains of chains taken apart.
  private func interceptors(in call: NodeID, _ id: FileID, _ file: SyntaxFile, depth: Int) -> [NodeRef] {
    file.children(call, .argument).flatMap { argument -> [NodeRef] in
      if depth < 4, file[argument].kind == .call, let name = calleeName(argument, file),
        name == "ChainUnaryServer" || name == "ChainStreamServer"
      {
        return interceptors(in: argument, id, file, depth: depth + 1)
      }
      if file[argument].kind == .spread, let inner = file.child(argument, .value) {
        let elements = evaluator.elementNodes(of: evaluator.value(of: NodeRef(file: id, node: inner)))
        return elements.isEmpty ? [NodeRef(file: id, node: inner)] : elements
      }
      return [NodeRef(file: id, node: argument)]
    }
  }

  /// Certificates of callers are asked for by a TLS configuration; those of the server alone ask nothing.
  private mutating func readCredentials(_ given: NodeID, _ id: FileID, _ file: SyntaxFile) {
    let origin = evaluator.originCall(of: NodeRef(file: id, node: given)) ?? NodeRef(file: id, node: given)
    guard let other = context.program.file(origin.file), let name = calleeName(origin.node, other) else {
      isUnseen = true
      return
    }
    if !["NewServerTLSFromFile", "NewServerTLSFromCert", "NewCredentials"].contains(name) { isUnseen = true }
  }

  private func calleeName(_ call: NodeID, _ file: SyntaxFile) -> String? {
    guard file[call].kind == .call, let callee = file.child(call, .callee) else { return nil }
    return context.program.text(file[callee].name)
  }

  // MARK: Python and Node

  /// `grpc.server(pool, interceptors=[A(), B()])`.
  private mutating func readPython(_ site: NodeRef) {
    let given = evaluator.argument(named: "interceptors", of: site) ?? evaluator.argument(2, of: site)
    guard let given, context.program.node(given)?.kind != .null else { return }
    readList(given)
  }

  /// `new grpc.Server({ interceptors: [a, b] })`.
  private mutating func readNode(_ site: NodeRef) {
    guard let given = evaluator.argument(0, of: site) else { return }
    guard let list = evaluator.entryNode("interceptors", of: evaluator.value(of: given)) else { return }
    readList(list)
  }

  private mutating func readList(_ list: NodeRef) {
    let elements = evaluator.elementNodes(of: evaluator.value(of: list))
    if elements.isEmpty { isUnseen = true }
    unary = elements.map { GRPCInterceptor(ref: $0) }
    stream = unary
  }
}
