package import Source

/// Index into `Backend.functions`.
package struct FunctionID: Hashable, Sendable, Comparable {
  package let index: UInt32
  package init(index: UInt32) { self.index = index }
  package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// A function, method or lambda of the project, and the top level of each file.
package struct Function: Sendable {
  package var id: FunctionID
  /// "Class.method", "outer.inner", "<module>", "<lambda>".
  package var name: String
  package var location: Location
  package var isAsync: Bool
  package var isTest: Bool
  package var purpose: FilePurpose
  /// Calls to functions of the project, in order.
  package var calls: [Call] = []
  /// Its effects: a range of `Backend.effects`.
  package var effects: Range<Int> = 0..<0
  /// It compares an owner, a tenant or a member with something: who may touch a row is decided here.
  package var comparesOwner = false
  /// How many parameters it declares, `self` among them.
  package var parameterCount = 0
  /// An asynchronous function's first `await` or `throw` that no `try` of its own is around: what fails there leaves it
  /// as a rejection. Of a function of Go, its first `panic`.
  package var escape: Location?
  /// It catches whatever is thrown below it: a deferred `recover()`.
  package var recovers = false
  /// It is asynchronous and gives nothing to wait for: C#'s `async void`.
  package var isAsyncVoid = false
  /// Who calls it, in order of id.
  package var callers: [FunctionID] = []

  package init(
    id: FunctionID, name: String, location: Location, isAsync: Bool, isTest: Bool, purpose: FilePurpose
  ) {
    self.id = id
    self.name = name
    self.location = location
    self.isAsync = isAsync
    self.isTest = isTest
    self.purpose = purpose
  }
}

/// A call from one function of the project to another.
package struct Call: Sendable {
  package enum Manner: Sendable {
    /// The caller waits for it.
    case direct
    /// It starts and the caller goes on: a task, a goroutine, an unawaited promise, a background task.
    case spawned
    /// It is handed to a thread or worker, off the event loop, and awaited.
    case offloaded
    /// It is handed over as a value (a callback), and may run.
    case passed
  }

  /// How it gets past what a framework puts before the methods of its objects.
  package enum Bypass: String, Sendable {
    /// On the caller's own object: `this.save()`.
    case ownObject
    /// Nothing can be put before such a method.
    case privateMethod, finalMethod, staticMethod
  }

  package var callee: FunctionID
  package var location: Location
  package var manner: Manner
  package var context: EffectContext
  /// The callee's annotation asks for a transaction, and this call gets none.
  package var bypass: Bypass?

  package init(callee: FunctionID, location: Location, manner: Manner, context: EffectContext) {
    self.callee = callee
    self.location = location
    self.manner = manner
    self.context = context
  }
}
