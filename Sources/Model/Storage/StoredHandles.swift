package import Source

extension Handle.Release: Stored {}

extension Handle: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(function)
    writer.write(location)
    writer.write(callee)
    writer.write(what)
    writer.write(remedy)
    writer.write(release)
    writer.write(exits)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      function: try reader.read(), location: try reader.read(), callee: try reader.read(), what: try reader.read(),
      remedy: try reader.read(), release: try reader.read(), exits: try reader.read())
  }
}

extension Answer: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(function)
    writer.write(response.location)
    writer.write(response.entity)
    writer.write(response.isProjected)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      function: try reader.read(),
      response: Response(
        location: try reader.read(), entity: try reader.read(), isProjected: try reader.read()))
  }
}

extension Cancellation.Form: Stored {}

extension Cancellation: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(function)
    writer.write(location)
    writer.write(callee)
    writer.write(form)
    writer.write(source)
    writer.write(work)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(
      function: try reader.read(), location: try reader.read(), callee: try reader.read(), form: try reader.read(),
      source: try reader.read())
    work = try reader.read()
  }
}
