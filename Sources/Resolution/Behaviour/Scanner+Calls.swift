internal import Facts
internal import Model
internal import Source
internal import Syntax

extension BehaviourScanner {
  /// What surrounds a whole function: decorators that open transactions or retry.
  mutating func enterFunction(_ function: NodeRef) {}

  /// A `with` block: transactions, locks, clients.
  mutating func visitWith(_ node: NodeID) { visitChildren(node) }

  /// Writes down a call: of the project's functions as calls, of libraries as effects.
  mutating func record(call node: NodeID) {
    guard let callee = file.child(node, .callee) else { return }
    let value = evaluator.value(of: ref(callee))
    for alternative in value.alternatives { record(alternative, node) }
    recordCallbacks(node)
  }

  private mutating func record(_ callee: Value, _ node: NodeID) {
    switch callee {
    case .function(let function), .bound(let function, _): add(callTo: function, node, .direct)
    case .type(let type): if let made = evaluator.constructor(of: type) { add(callTo: made, node, .direct) }
    case .external(let name), .member(let name, _), .object(let name, _):
      if let fact = evaluator.program.facts.call(name) { record(fact, callee, node) }
    default: break
    }
  }

  mutating func add(callTo function: NodeRef, _ node: NodeID, _ manner: Call.Manner) {
    guard let id = functions.id(of: function) else { return }
    calls.append(Call(callee: id, location: location(node), manner: manner, context: context))
  }

  /// Functions handed over as arguments may run.
  private mutating func recordCallbacks(_ node: NodeID) {
    for child in file.children(node) where file[child].role == .argument {
      var argument = child
      if file[child].kind == .keywordArgument, let value = file.child(child, .value) { argument = value }
      switch file[argument].kind {
      case .function: add(callTo: ref(argument), node, .passed)
      case .name, .member:
        switch evaluator.value(of: ref(argument)) {
        case .function(let function), .bound(let function, _): add(callTo: function, node, .passed)
        default: break
        }
      default: break
      }
    }
  }

  /// An effect of a library call.
  private mutating func record(_ fact: CallFact, _ callee: Value, _ node: NodeID) {
    guard let effect = fact.effect, let kind = kind(of: effect, fact, callee, node) else { return }
    behaviour.effects.append(
      Effect(
        id: EffectID(index: UInt32(behaviour.effects.count)), function: current, location: location(node),
        callee: fact.name, kind: kind, isBlocking: fact.isBlocking, context: context))
  }
}
