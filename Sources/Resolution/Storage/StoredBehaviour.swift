internal import Facts
package import Model
package import Source

extension Behaviour: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(functions)
    writer.write(effects)
    writer.write(handlers)
    writer.write(retries)
    writer.write(fanOuts)
    writer.write(transactions)
    writer.write(updates)
    writer.write(dataStores)
    writer.write(bufferPuts)
    writer.write(handles)
    writer.write(cancellations)
    writer.write(answers)
    writer.write(sharedStates)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init()
    functions = try reader.read()
    effects = try reader.read()
    handlers = try reader.read()
    retries = try reader.read()
    fanOuts = try reader.read()
    transactions = try reader.read()
    updates = try reader.read()
    dataStores = try reader.read()
    bufferPuts = try reader.read()
    handles = try reader.read()
    cancellations = try reader.read()
    answers = try reader.read()
    sharedStates = try reader.read()
  }
}

extension NodeRef: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(file)
    writer.write(Int(node))
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    let (file, node): (FileID, Int) = (try reader.read(), try reader.read())
    guard let node = Int32(exactly: node) else { throw StoreError() }
    self.init(file: file, node: node)
  }
}

extension TracedFlow: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(source)
    writer.write(unsigned: UInt64(places.count))
    for place in places {
      writer.write(place.node)
      writer.write(place.note)
    }
    writer.write(handler)
    writer.write(isWhole)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    source = try reader.read()
    places = []
    for _ in 0..<(try reader.count()) { places.append((node: try reader.read(), note: try reader.read())) }
    handler = try reader.read()
    isWhole = try reader.read()
  }
}

extension Flow.Sink: Stored {}

/// One flow, before anyone asks which endpoints it comes from.
package struct FoundFlow: Stored, Sendable {
  package let call: NodeRef
  package let callee: String
  package let kind: Flow.Sink
  package let traced: TracedFlow

  package init(_ sink: SinkCall, _ traced: TracedFlow) {
    call = sink.call
    callee = sink.fact.name
    kind = sink.kind
    self.traced = traced
  }

  package func store(in writer: inout StoreWriter) {
    writer.write(call)
    writer.write(callee)
    writer.write(kind)
    writer.write(traced)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    call = try reader.read()
    callee = try reader.read()
    kind = try reader.read()
    traced = try reader.read()
  }
}
