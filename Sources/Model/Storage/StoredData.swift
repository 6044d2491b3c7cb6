package import Source

extension ReadModifyWrite: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(function)
    writer.write(table)
    writer.write(column)
    writer.write(read)
    writer.write(write)
    writer.write(isProtected)
    writer.write(handedIn)
    writer.write(isRenumbering)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      function: try reader.read(), table: try reader.read(), column: try reader.read(), read: try reader.read(),
      write: try reader.read(), isProtected: try reader.read())
    handedIn = try reader.read()
    isRenumbering = try reader.read()
  }
}

extension RelationRead: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(function)
    writer.write(location)
    writer.write(table)
    writer.write(relation)
    writer.write(context)
    writer.write(isEager)
    writer.write(call)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      function: try reader.read(), location: try reader.read(), table: try reader.read(), relation: try reader.read(),
      context: try reader.read(), isEager: try reader.read())
    call = try reader.read()
  }
}

extension SharedState: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(name)
    writer.write(location)
    writer.write(writes)
    writer.write(reads)
    writer.write(isCache)
    writer.write(isSeeded)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      name: try reader.read(), location: try reader.read(), writes: try reader.read(), reads: try reader.read(),
      isCache: try reader.read())
    isSeeded = try reader.read()
  }
}

extension SharedState.Access: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(function)
    writer.write(location)
    writer.write(isMemo)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(function: try reader.read(), location: try reader.read(), isMemo: try reader.read())
  }
}

extension BufferPut: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(function)
    writer.write(location)
    writer.write(buffer)
    writer.write(isHeldBack)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(function: try reader.read(), location: try reader.read(), buffer: try reader.read())
    isHeldBack = try reader.read()
  }
}

extension DataStore.Kind: Stored {}

extension Pool: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(size)
    writer.write(isDefault)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(size: try reader.read(), isDefault: try reader.read())
  }
}

extension DataStore: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(kind)
    writer.write(engine)
    writer.write(driver)
    writer.write(location)
    writer.write(pool)
    writer.write(connectTimeout)
    writer.write(statementTimeout)
    writer.write(boundedSince)
    writer.write(function)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      kind: try reader.read(), engine: try reader.read(), driver: try reader.read(), location: try reader.read())
    pool = try reader.read()
    connectTimeout = try reader.read()
    statementTimeout = try reader.read()
    boundedSince = try reader.read()
    function = try reader.read()
  }
}

extension HardcodedSecret: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(location)
    writer.write(kind)
    writer.write(name)
    writer.write(isProviderFormat)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      location: try reader.read(), kind: try reader.read(), name: try reader.read(),
      isProviderFormat: try reader.read())
  }
}
