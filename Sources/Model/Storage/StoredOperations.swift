package import Source

extension OutboundCall: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(method)
    writer.write(destination)
    writer.write(timeout)
    writer.write(verifiesTLS)
    writer.write(hasIdempotencyKey)
    writer.write(takesHeaders)
    writer.write(waitsOnPurpose)
    writer.write(hasBreaker)
    writer.write(client)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      method: try reader.read(), destination: try reader.read(), timeout: try reader.read(),
      verifiesTLS: try reader.read(), hasIdempotencyKey: try reader.read())
    takesHeaders = try reader.read()
    waitsOnPurpose = try reader.read()
    hasBreaker = try reader.read()
    client = try reader.read()
  }
}

extension Query: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(operation)
    writer.write(tables)
    writer.write(bound)
    writer.write(filters)
    writer.write(isByKey)
    writer.write(inputFilter)
    writer.write(isScopedToCaller)
    writer.write(columns)
    writer.write(isAtomicExpression)
    writer.write(locksRows)
    writer.write(handlesConflict)
    writer.write(autocommits)
    writer.write(statement)
    writer.write(isSummedUp)
    writer.write(eagerRelations)
    writer.write(timeout)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(operation: try reader.read(), tables: try reader.read(), bound: try reader.read())
    filters = try reader.read()
    isByKey = try reader.read()
    inputFilter = try reader.read()
    isScopedToCaller = try reader.read()
    columns = try reader.read()
    isAtomicExpression = try reader.read()
    locksRows = try reader.read()
    handlesConflict = try reader.read()
    autocommits = try reader.read()
    statement = try reader.read()
    isSummedUp = try reader.read()
    eagerRelations = try reader.read()
    timeout = try reader.read()
  }
}

extension Query.Operation: Stored {}

extension Query.Bound: Stored {
  private static let all: [Query.Bound] = [
    .single, .aggregate, .limited, .requested, .filtered, .everything, .unknown,
  ]

  package func store(in writer: inout StoreWriter) {
    writer.write(unsigned: UInt64(Self.all.firstIndex(of: self) ?? Self.all.count))
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    let number = Int(try reader.byte())
    guard Self.all.indices.contains(number) else { throw StoreError() }
    self = Self.all[number]
  }
}

extension TransactionStep: Stored {}
extension FileOperation: Stored {}
extension CacheOperation.Verb: Stored {}
extension Spawn.Manner: Stored {}
extension TokenOperation.Verb: Stored {}
extension Connection.Kind: Stored {}

extension CacheOperation: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(verb)
    writer.write(expires)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(verb: try reader.read(), expires: try reader.read())
  }
}

extension Spawn: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(manner)
    writer.write(function)
    writer.write(isSupervised)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(manner: try reader.read(), function: try reader.read(), isSupervised: try reader.read())
  }
}

extension TokenOperation: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(verb)
    writer.write(verifiesSignature)
    writer.write(hasExpiry)
    writer.write(algorithms)
    writer.write(keyIsLiteral)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      verb: try reader.read(), verifiesSignature: try reader.read(), hasExpiry: try reader.read(),
      algorithms: try reader.read(), keyIsLiteral: try reader.read())
  }
}

extension Connection: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(kind)
    writer.write(timeout)
    writer.write(verifiesTLS)
    writer.write(dataStore)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      kind: try reader.read(), timeout: try reader.read(), verifiesTLS: try reader.read(),
      dataStore: try reader.read())
  }
}
