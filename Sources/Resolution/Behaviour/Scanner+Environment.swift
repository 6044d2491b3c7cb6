internal import Model
internal import Source
internal import Syntax

extension BehaviourScanner {
  /// `process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0"`: no connection of the process is verified from here on.
  mutating func noteUnverified(_ node: NodeID) {
    if isGo { return noteUnverifiedField(node) }
    if file.source.language == .csharp { return noteUnverifiedCallback(node) }
    guard let target = file.child(node, .target), file[target].kind == .member,
      evaluator.program.text(file[target].name) == "NODE_TLS_REJECT_UNAUTHORIZED", let value = file.child(node, .value)
    else { return }
    switch evaluator.value(of: ref(value)) {
    case .string("0"), .number(0): break
    default: return
    }
    behaviour.effects.append(
      Effect(
        id: EffectID(index: UInt32(behaviour.effects.count)), function: current, location: location(node),
        callee: "NODE_TLS_REJECT_UNAUTHORIZED",
        kind: .connect(Connection(kind: .http, timeout: .unknown, verifiesTLS: false)), isBlocking: false,
        context: context))
  }

  /// `transport.TLSClientConfig.InsecureSkipVerify = true`.
  private mutating func noteUnverifiedField(_ node: NodeID) {
    guard let target = file.child(node, .target), file[target].kind == .member,
      evaluator.program.text(file[target].name) == "InsecureSkipVerify", let value = file.child(node, .value),
      file[value].kind == .boolean, file[value].flags.contains(.truth), !isOptedOut(ref(node))
    else { return }
    behaviour.effects.append(
      Effect(
        id: EffectID(index: UInt32(behaviour.effects.count)), function: current, location: location(node),
        callee: "crypto/tls.Config",
        kind: .connect(Connection(kind: .options, timeout: .unknown, verifiesTLS: false)), isBlocking: false,
        context: context))
  }

  private static let callbacks: Set<String> = [
    "ServerCertificateCustomValidationCallback", "RemoteCertificateValidationCallback",
    "ServerCertificateValidationCallback",
  ]

  /// `new SslSettings { ServerCertificateValidationCallback = (_, _, _, _) => true }` of whatever library.
  mutating func noteUnverifiedOption(_ call: NodeID) {
    guard file.source.language == .csharp, file[call].flags.contains(.isNew) else { return }
    for option in file.children(call) where file[option].kind == .keywordArgument {
      guard case let name = evaluator.program.text(file[option].name), Self.callbacks.contains(name),
        let value = file.child(option, .value), !isOptedOut(ref(option)),
        isOff(evaluator.value(of: ref(value)), "DangerousAcceptAnyServerCertificateValidator")
      else { continue }
      addUnverified(name, option)
    }
  }

  private mutating func addUnverified(_ name: String, _ node: NodeID) {
    behaviour.effects.append(
      Effect(
        id: EffectID(index: UInt32(behaviour.effects.count)), function: current, location: location(node),
        callee: name, kind: .connect(Connection(kind: .options, timeout: .unknown, verifiesTLS: false)),
        isBlocking: false, context: context))
  }

  /// `handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true`.
  private mutating func noteUnverifiedCallback(_ node: NodeID) {
    guard let target = file.child(node, .target), file[target].kind == .member || file[target].kind == .name,
      case let name = evaluator.program.text(file[target].name), Self.callbacks.contains(name),
      let value = file.child(node, .value), !isOptedOut(ref(node)),
      isOff(evaluator.value(of: ref(value)), "DangerousAcceptAnyServerCertificateValidator")
    else { return }
    addUnverified(name, node)
  }
}
