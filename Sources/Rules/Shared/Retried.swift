internal import Source
internal import Findings
internal import Model

/// A retry with what it repeats.
struct Retried {
  let retry: Retry
  /// Effects of its own function first, then those of what is called.
  let effects: [Effect]
  let endpoints: [String]
  let isReachedByJob: Bool

  /// The retries of code that ships which repeat something that leaves the process, in order.
  static func all(_ context: RuleContext) -> [Retried] {
    let backend = context.backend
    guard !backend.retries.isEmpty else { return [] }
    var own: [Int: [Effect]] = [:]
    var callees: [Int: [FunctionID]] = [:]
    for function in backend.functions where function.purpose != .test {
      for index in function.effects {
        if let retry = backend.effects[index].context.retry { own[retry, default: []].append(backend.effects[index]) }
      }
      // What an error handler does is no part of what is tried again.
      for call in function.calls where call.manner != .spawned && !call.context.isInCatch {
        if let retry = call.context.retry { callees[retry, default: []].append(call.callee) }
      }
    }
    return backend.retries.indices.compactMap { index in
      let retry = backend.retries[index]
      let effects = (own[index] ?? []).filter { !$0.context.isInCatch } + FarEffects.of(callees[index] ?? [], backend)
      guard effects.contains(where: \.isRemote) else { return nil }
      return Retried(
        retry: retry, effects: effects, endpoints: context.endpoints(reaching: retry.function),
        isReachedByJob: context.reach.isReachedByJob(retry.function))
    }
  }

  /// The calls to other services among what is repeated.
  var outbound: [Effect] {
    effects.filter {
      switch $0.kind {
      case .outbound, .mail, .publish: true
      default: false
      }
    }
  }

  /// What is repeated, in words.
  var what: String {
    let effect = outbound.first ?? effects.first { $0.isRemote }
    return effect?.peer ?? "the call"
  }

  /// Nobody waits for it in a request or a job: it waits at the start of a process until others are there.
  var isStartUp: Bool { endpoints.isEmpty && !isReachedByJob }

  /// "POST /orders" and how many more.
  var titles: String { Titles.of(endpoints) }
}

/// Endpoints, as sentences name them.
enum Titles {
  static func of(_ endpoints: [String]) -> String {
    switch endpoints.count {
    case 0: ""
    case 1: endpoints[0]
    case 2: "\(endpoints[0]) or \(endpoints[1])"
    default: "\(endpoints[0]) or one of \(endpoints.count - 1) other endpoints"
    }
  }
}
