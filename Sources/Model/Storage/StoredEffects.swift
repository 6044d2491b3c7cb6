package import Source

// Every stored property is written and read, in the order of declaration. Tests compare a run that reads the cache
// with one that does not.

extension FunctionID: Stored {
  package func store(in writer: inout StoreWriter) { writer.write(index) }

  /// As it is numbered today.
  package init(from reader: inout StoreReader) throws(StoreError) {
    let old: UInt32 = try reader.read()
    guard Int(old) < reader.functions.count, reader.functions[Int(old)] != StoreReader.none else { throw StoreError() }
    self.init(index: reader.functions[Int(old)])
  }
}

extension EffectID: Stored {
  package func store(in writer: inout StoreWriter) { writer.write(index) }
  package init(from reader: inout StoreReader) throws(StoreError) { self.init(index: try reader.read()) }
}

extension Effect: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(id)
    writer.write(function)
    writer.write(location)
    writer.write(callee)
    writer.write(kind)
    writer.write(isBlocking)
    writer.write(context)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      id: try reader.read(), function: try reader.read(), location: try reader.read(), callee: try reader.read(),
      kind: try reader.read(), isBlocking: try reader.read(), context: try reader.read())
  }
}

extension Effect.Kind: Stored {
  package func store(in writer: inout StoreWriter) {
    func tag(_ number: UInt64) { writer.write(unsigned: number) }
    switch self {
    case .outbound(let call): tag(0); writer.write(call)
    case .query(let query): tag(1); writer.write(query)
    case .transaction(let step): tag(2); writer.write(step)
    case .cache(let operation): tag(3); writer.write(operation)
    case .publish(let topic): tag(4); writer.write(topic)
    case .enqueue(let task, let function): tag(5); writer.write(task); writer.write(function)
    case .spawn(let spawn): tag(6); writer.write(spawn)
    case .mail: tag(7)
    case .file(let operation): tag(8); writer.write(operation)
    case .process(let shell): tag(9); writer.write(shell)
    case .sleep(let seconds): tag(10); writer.write(seconds)
    case .compute(let what): tag(11); writer.write(what)
    case .jwt(let operation): tag(12); writer.write(operation)
    case .hash(let algorithm): tag(13); writer.write(algorithm)
    case .log: tag(14)
    case .exit: tag(15)
    case .connect(let connection): tag(16); writer.write(connection)
    case .buffer(let isBounded): tag(17); writer.write(isBounded)
    case .lock: tag(18)
    }
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    switch try reader.byte() {
    case 0: self = .outbound(try reader.read())
    case 1: self = .query(try reader.read())
    case 2: self = .transaction(try reader.read())
    case 3: self = .cache(try reader.read())
    case 4: self = .publish(topic: try reader.read())
    case 5: self = .enqueue(task: try reader.read(), function: try reader.read())
    case 6: self = .spawn(try reader.read())
    case 7: self = .mail
    case 8: self = .file(try reader.read())
    case 9: self = .process(shell: try reader.read())
    case 10: self = .sleep(seconds: try reader.read())
    case 11: self = .compute(what: try reader.read())
    case 12: self = .jwt(try reader.read())
    case 13: self = .hash(algorithm: try reader.read())
    case 14: self = .log
    case 15: self = .exit
    case 16: self = .connect(try reader.read())
    case 17: self = .buffer(isBounded: try reader.read())
    case 18: self = .lock
    default: throw StoreError()
    }
  }
}

extension EffectContext: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(loops)
    writer.write(transaction)
    writer.write(handler)
    writer.write(retry)
    writer.write(fanOut)
    writer.write(lock)
    writer.write(isConditional)
    writer.write(isInCatch)
    writer.write(isAwaited)
    writer.write(isKept)
    writer.write(hasBreaker)
    writer.write(isOnFixedFile)
    writer.write(isFloating)
    writer.write(handsFew)
    writer.write(holdsThread)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init()
    loops = try reader.read()
    transaction = try reader.read()
    handler = try reader.read()
    retry = try reader.read()
    fanOut = try reader.read()
    lock = try reader.read()
    isConditional = try reader.read()
    isInCatch = try reader.read()
    isAwaited = try reader.read()
    isKept = try reader.read()
    hasBreaker = try reader.read()
    isOnFixedFile = try reader.read()
    isFloating = try reader.read()
    handsFew = try reader.read()
    holdsThread = try reader.read()
  }
}

extension Loop: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(source)
    writer.write(location)
    writer.write(over)
    writer.write(isOverParameter)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(source: try reader.read(), location: try reader.read())
    over = try reader.read()
    isOverParameter = try reader.read()
  }
}

extension Loop.Source: Stored {
  package func store(in writer: inout StoreWriter) {
    switch self {
    case .constant(let count):
      writer.write(unsigned: 0)
      writer.write(count)
    case .rows: writer.write(unsigned: 1)
    case .request: writer.write(unsigned: 2)
    case .batches: writer.write(unsigned: 3)
    case .condition: writer.write(unsigned: 4)
    case .collection: writer.write(unsigned: 5)
    case .mapping: writer.write(unsigned: 6)
    }
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    switch try reader.byte() {
    case 0: self = .constant(count: try reader.read())
    case 1: self = .rows
    case 2: self = .request
    case 3: self = .batches
    case 4: self = .condition
    case 5: self = .collection
    case 6: self = .mapping
    default: throw StoreError()
    }
  }
}

extension Timeout: Stored {
  package func store(in writer: inout StoreWriter) {
    switch self {
    case .none: writer.write(unsigned: 0)
    case .set(let seconds):
      writer.write(unsigned: 1)
      writer.write(seconds)
    case .libraryDefault(let seconds):
      writer.write(unsigned: 2)
      writer.write(seconds)
    case .unknown: writer.write(unsigned: 3)
    }
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    switch try reader.byte() {
    case 0: self = .none
    case 1: self = .set(seconds: try reader.read())
    case 2: self = .libraryDefault(seconds: try reader.read())
    case 3: self = .unknown
    default: throw StoreError()
    }
  }
}
