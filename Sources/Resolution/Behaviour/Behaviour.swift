package import Model

/// What the functions of a program do: made file by file, merged in file order.
package struct Behaviour: Sendable {
  package var functions: [Function] = []
  package var effects: [Effect] = []
  package var handlers: [ErrorHandler] = []
  package var retries: [Retry] = []
  package var fanOuts: [FanOut] = []
  package var transactions: [Transaction] = []
  /// Of any object yet: which are tables' rows is known only when the tables are.
  package var updates: [ReadModifyWrite] = []
  package var dataStores: [DataStore] = []
  package var bufferPuts: [BufferPut] = []
  package var handles: [Handle] = []
  package var cancellations: [Cancellation] = []
  package var answers: [Answer] = []
  /// By the file that uses it: one variable may be in several.
  package var sharedStates: [SharedState] = []

  package init() {}

  /// Appends the behaviour of the next files; its indexes count from 0 and are moved up.
  package mutating func append(_ other: Behaviour) {
    let shift = Shift(
      effects: effects.count, handlers: handlers.count, retries: retries.count, fanOuts: fanOuts.count,
      transactions: transactions.count, dataStores: dataStores.count)
    functions += other.functions.map { shift.moved($0) }
    effects += other.effects.map { shift.moved($0) }
    handlers += other.handlers.map { shift.moved($0) }
    retries += other.retries
    fanOuts += other.fanOuts
    transactions += other.transactions
    updates += other.updates
    dataStores += other.dataStores
    bufferPuts += other.bufferPuts
    handles += other.handles
    cancellations += other.cancellations
    answers += other.answers
    sharedStates += other.sharedStates
  }

  /// Fills in who calls each function.
  package mutating func linkCallers() {
    var callers = [[FunctionID]](repeating: [], count: functions.count)
    for function in functions {
      for call in function.calls where callers[Int(call.callee.index)].last != function.id {
        callers[Int(call.callee.index)].append(function.id)
      }
    }
    for index in functions.indices { functions[index].callers = callers[index] }
  }
}

/// How far indexes move when behaviours are joined.
private struct Shift {
  let effects: Int
  let handlers: Int
  let retries: Int
  let fanOuts: Int
  let transactions: Int
  let dataStores: Int

  func moved(_ function: Function) -> Function {
    var function = function
    function.effects = function.effects.lowerBound + effects..<function.effects.upperBound + effects
    for index in function.calls.indices { move(&function.calls[index].context) }
    return function
  }

  func moved(_ effect: Effect) -> Effect {
    var effect = effect
    effect.id = moved(effect.id)
    move(&effect.context)
    if case .connect(var connection) = effect.kind {
      connection.dataStore = connection.dataStore.map { $0 + dataStores }
      effect.kind = .connect(connection)
    }
    return effect
  }

  func moved(_ handler: ErrorHandler) -> ErrorHandler {
    var handler = handler
    handler.guarded = handler.guarded.map { moved($0) }
    return handler
  }

  private func moved(_ id: EffectID) -> EffectID { EffectID(index: id.index + UInt32(effects)) }

  private func move(_ context: inout EffectContext) {
    context.handler = context.handler.map { $0 + handlers }
    context.retry = context.retry.map { $0 + retries }
    context.fanOut = context.fanOut.map { $0 + fanOuts }
    context.transaction = context.transaction.map { $0 + transactions }
  }
}
