package import Source

extension Function: Stored {
  /// Without `callers`, which are linked when all functions are there.
  package func store(in writer: inout StoreWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(location)
    writer.write(isAsync)
    writer.write(isTest)
    writer.write(purpose)
    writer.write(calls)
    writer.write(effects)
    writer.write(comparesOwner)
    writer.write(parameterCount)
    writer.write(escape)
    writer.write(recovers)
    writer.write(isAsyncVoid)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      id: try reader.read(), name: try reader.read(), location: try reader.read(), isAsync: try reader.read(),
      isTest: try reader.read(), purpose: try reader.read())
    calls = try reader.read()
    effects = try reader.read()
    comparesOwner = try reader.read()
    parameterCount = try reader.read()
    escape = try reader.read()
    recovers = try reader.read()
    isAsyncVoid = try reader.read()
  }
}

extension Call: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(callee)
    writer.write(location)
    writer.write(manner)
    writer.write(context)
    writer.write(bypass)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      callee: try reader.read(), location: try reader.read(), manner: try reader.read(), context: try reader.read())
    bypass = try reader.read()
  }
}

extension Call.Bypass: Stored {}

extension Call.Manner: Stored {
  private static let all: [Call.Manner] = [.direct, .spawned, .offloaded, .passed]

  package func store(in writer: inout StoreWriter) {
    writer.write(unsigned: UInt64(Self.all.firstIndex(of: self) ?? Self.all.count))
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    let number = Int(try reader.byte())
    guard Self.all.indices.contains(number) else { throw StoreError() }
    self = Self.all[number]
  }
}

extension Transaction.Form: Stored {}

extension Transaction: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(form)
    writer.write(location)
    writer.write(function)
    writer.write(isOwn)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(form: try reader.read(), location: try reader.read(), function: try reader.read())
    isOwn = try reader.read()
  }
}

extension ErrorHandler.Drop: Stored {}

extension ErrorHandler.LostInterrupt: Stored {}

extension ErrorHandler: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(function)
    writer.write(location)
    writer.write(catches)
    writer.write(catchesEverything)
    writer.write(logs)
    writer.write(reacts)
    writer.write(isDocumented)
    writer.write(isInCatch)
    writer.write(drop)
    writer.write(lostInterrupt)
    writer.write(guarded)
    writer.write(guardedCalls)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      function: try reader.read(), location: try reader.read(), catches: try reader.read(),
      catchesEverything: try reader.read(), logs: try reader.read(), reacts: try reader.read(),
      isDocumented: try reader.read())
    isInCatch = try reader.read()
    drop = try reader.read()
    lostInterrupt = try reader.read()
    guarded = try reader.read()
    guardedCalls = try reader.read()
  }
}

extension Retry.Backoff: Stored {}

extension Retry.Attempts: Stored {
  package func store(in writer: inout StoreWriter) {
    switch self {
    case .bounded(let count):
      writer.write(unsigned: 0)
      writer.write(count)
    case .unbounded: writer.write(unsigned: 1)
    case .unknown: writer.write(unsigned: 2)
    }
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    switch try reader.byte() {
    case 0: self = .bounded(try reader.read())
    case 1: self = .unbounded
    case 2: self = .unknown
    default: throw StoreError()
    }
  }
}

extension Retry: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(function)
    writer.write(location)
    writer.write(by)
    writer.write(attempts)
    writer.write(backoff)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      function: try reader.read(), location: try reader.read(), by: try reader.read(), attempts: try reader.read(),
      backoff: try reader.read())
  }
}

extension FanOut: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(function)
    writer.write(location)
    writer.write(source)
    writer.write(isBounded)
    writer.write(work)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      function: try reader.read(), location: try reader.read(), source: try reader.read(), isBounded: try reader.read())
    work = try reader.read()
  }
}
