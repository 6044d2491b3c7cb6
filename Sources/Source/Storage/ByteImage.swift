/// Arrays of plain values, one after the other, as they lie in memory: what is too much to be written value by value.
/// It starts with the count of each.
package struct ByteImage {
  private var counts: [UInt32] = []
  private var parts: [UInt8] = []

  package init() {}

  package mutating func add<Element: BitwiseCopyable>(_ elements: UnsafeBufferPointer<Element>) {
    counts.append(UInt32(elements.count))
    parts.append(contentsOf: UnsafeRawBufferPointer(elements))
  }

  package mutating func add<Element: BitwiseCopyable>(_ elements: [Element]) {
    elements.withUnsafeBufferPointer { add($0) }
  }

  /// The counts, then the elements.
  package consuming func bytes() -> [UInt8] {
    var all: [UInt8] = []
    all.reserveCapacity(counts.count * 4 + 4 + parts.count)
    for number in [UInt32(counts.count)] + counts {
      withUnsafeBytes(of: number) { all.append(contentsOf: $0) }
    }
    all.append(contentsOf: parts)
    return all
  }
}

/// Reads the arrays of a `ByteImage` in the order in which they were added. Errors throw `StoreError`.
package struct ByteImageReader {
  private let bytes: UnsafeRawBufferPointer
  private var counts: ArraySlice<Int>
  private var position: Int

  package init(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
    self.bytes = bytes
    guard bytes.count >= 4 else { throw StoreError() }
    let count = Int(bytes.loadUnaligned(as: UInt32.self))
    position = 4 + 4 * count
    guard position <= bytes.count else { throw StoreError() }
    counts = (0..<count).map { Int(bytes.loadUnaligned(fromByteOffset: 4 + 4 * $0, as: UInt32.self)) }[...]
  }

  package mutating func array<Element: BitwiseCopyable>() throws(StoreError) -> [Element] {
    let source = try next(Element.self)
    return [Element](unsafeUninitializedCapacity: source.count) { buffer, count in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source.bytes)
      count = source.count
    }
  }

  package mutating func contiguousArray<Element: BitwiseCopyable>() throws(StoreError) -> ContiguousArray<Element> {
    let source = try next(Element.self)
    return ContiguousArray<Element>(unsafeUninitializedCapacity: source.count) { buffer, count in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source.bytes)
      count = source.count
    }
  }

  private mutating func next<Element>(
    _ type: Element.Type
  ) throws(StoreError) -> (bytes: UnsafeRawBufferPointer, count: Int) {
    guard let count = counts.popFirst() else { throw StoreError() }
    let length = count * MemoryLayout<Element>.stride
    guard length <= bytes.count - position else { throw StoreError() }
    defer { position += length }
    return (UnsafeRawBufferPointer(rebasing: bytes[position..<position + length]), count)
  }
}
