extension String: Stored {
  package func store(in writer: inout StoreWriter) { writer.write(text: self) }
  package init(from reader: inout StoreReader) throws(StoreError) { self = try reader.text() }
}

extension Bool: Stored {
  package func store(in writer: inout StoreWriter) { writer.write(unsigned: self ? 1 : 0) }
  package init(from reader: inout StoreReader) throws(StoreError) { self = try reader.byte() != 0 }
}

extension UInt32: Stored {
  package func store(in writer: inout StoreWriter) { writer.write(unsigned: UInt64(self)) }
  package init(from reader: inout StoreReader) throws(StoreError) {
    guard let value = UInt32(exactly: try reader.unsigned()) else { throw StoreError() }
    self = value
  }
}

extension UInt64: Stored {
  package func store(in writer: inout StoreWriter) { writer.write(unsigned: self) }
  package init(from reader: inout StoreReader) throws(StoreError) { self = try reader.unsigned() }
}

extension Int: Stored {
  /// The sign goes into the lowest bit, so that small negative numbers stay short.
  package func store(in writer: inout StoreWriter) {
    writer.write(unsigned: UInt64(bitPattern: Int64(self << 1 ^ self >> 63)))
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    let folded = try reader.unsigned()
    self = Int(truncatingIfNeeded: folded >> 1) ^ -Int(truncatingIfNeeded: folded & 1)
  }
}

extension Double: Stored {
  package func store(in writer: inout StoreWriter) { writer.write(unsigned: bitPattern) }
  package init(from reader: inout StoreReader) throws(StoreError) {
    self.init(bitPattern: try reader.unsigned())
  }
}

extension Array: Stored where Element: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(unsigned: UInt64(count))
    for element in self { element.store(in: &writer) }
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    let count = try reader.count()
    self = []
    reserveCapacity(count)
    for _ in 0..<count { append(try reader.read()) }
  }
}

extension Optional: Stored where Wrapped: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(self != nil)
    if let self { self.store(in: &writer) }
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    let isThere: Bool = try reader.read()
    self = isThere ? .some(try reader.read()) : nil
  }
}

extension Range: Stored where Bound == Int {
  package func store(in writer: inout StoreWriter) {
    writer.write(lowerBound)
    writer.write(upperBound)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    let (lower, upper): (Int, Int) = (try reader.read(), try reader.read())
    guard lower <= upper else { throw StoreError() }
    self = lower..<upper
  }
}

/// Enumerations are stored by their names, so that reordering cases changes nothing.
extension Stored where Self: RawRepresentable, RawValue == String {
  package func store(in writer: inout StoreWriter) { writer.write(text: rawValue) }

  package init(from reader: inout StoreReader) throws(StoreError) {
    guard let value = Self(rawValue: try reader.text()) else { throw StoreError() }
    self = value
  }
}

/// Those with a raw byte are stored by it.
extension Stored where Self: RawRepresentable, RawValue == UInt8 {
  package func store(in writer: inout StoreWriter) { writer.write(unsigned: UInt64(rawValue)) }

  package init(from reader: inout StoreReader) throws(StoreError) {
    guard let value = Self(rawValue: try reader.byte()) else { throw StoreError() }
    self = value
  }
}

extension FilePurpose: Stored {}
extension Language: Stored {}

extension FileID: Stored {
  package func store(in writer: inout StoreWriter) { writer.write(index) }
  package init(from reader: inout StoreReader) throws(StoreError) { self.init(index: try reader.read()) }
}

extension Name: Stored {
  package func store(in writer: inout StoreWriter) { writer.write(raw) }
  package init(from reader: inout StoreReader) throws(StoreError) { self.init(raw: try reader.read()) }
}

extension Location: Stored {
  package func store(in writer: inout StoreWriter) {
    writer.write(file)
    writer.write(startLine)
    writer.write(startColumn)
    writer.write(endLine - startLine)
    writer.write(endColumn)
  }

  package init(from reader: inout StoreReader) throws(StoreError) {
    let (file, line): (String, Int) = (try reader.read(), try reader.read())
    self.init(
      file: file, startLine: line, startColumn: try reader.read(), endLine: line + (try reader.read()),
      endColumn: try reader.read())
  }
}
