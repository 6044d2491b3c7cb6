/// An interned identifier. Equal names have equal raw values within one run; the order means nothing.
package struct Name: Hashable, Sendable, BitwiseCopyable {
  package let raw: UInt32

  package init(raw: UInt32) { self.raw = raw }

  /// The absent name.
  package static let none = Name(raw: 0)

  package var isNone: Bool { raw == 0 }

  /// Names are keys nearly everywhere: one multiplication tells them apart well enough.
  package func _rawHashValue(seed: Int) -> Int {
    let mixed = (UInt64(raw) ^ UInt64(truncatingIfNeeded: seed)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed ^ (mixed >> 32))
  }
}

/// Interns identifiers while one worker lowers its files: an open-addressing table over one byte arena, so that
/// a repeated identifier costs a hash and a comparison, and no allocation.
package struct NameInterner {
  private var arena: [UInt8] = []
  private var ends: [UInt32] = [0]
  private var hashes: [UInt32] = [0]
  private var slots: [UInt32]
  private var mask: Int

  package init() {
    slots = [UInt32](repeating: 0, count: 1 << 12)
    mask = (1 << 12) - 1
  }

  /// How many names there are, the absent one included.
  package var count: Int { ends.count }

  /// The name of these bytes, new or known. Empty bytes are the absent name.
  package mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Name {
    guard !bytes.isEmpty else { return .none }
    let hash = Self.hash(bytes)
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let candidate = Int(slots[slot])
      if hashes[candidate] == hash, matches(candidate, bytes) { return Name(raw: UInt32(candidate)) }
      slot = (slot + 1) & mask
    }
    let id = ends.count
    arena.append(contentsOf: bytes)
    ends.append(UInt32(arena.count))
    hashes.append(hash)
    slots[slot] = UInt32(id)
    if id * 2 > mask { grow() }
    return Name(raw: UInt32(id))
  }

  /// The name of a string.
  package mutating func intern(_ string: String) -> Name {
    var string = string
    return string.withUTF8 { intern($0) }
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 29))
  }

  private func matches(_ id: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(ends[id - 1])
    guard Int(ends[id]) - start == bytes.count else { return false }
    return arena.withUnsafeBufferPointer { arena in
      for index in 0..<bytes.count where arena[start + index] != bytes[index] { return false }
      return true
    }
  }

  private mutating func grow() {
    mask = mask * 2 + 1
    slots = [UInt32](repeating: 0, count: mask + 1)
    for id in 1..<ends.count {
      var slot = Int(hashes[id]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(id)
    }
  }

  fileprivate func withBytes<Result>(of id: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    arena.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(ends[id - 1])..<Int(ends[id])]))
    }
  }

  /// The name of these bytes, if it is known.
  fileprivate func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Name? {
    guard !bytes.isEmpty else { return nil }
    let hash = Self.hash(bytes)
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let candidate = Int(slots[slot])
      if hashes[candidate] == hash, matches(candidate, bytes) { return Name(raw: UInt32(candidate)) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// All of it, for the cache.
  package func image() -> [UInt8] {
    var image = ByteImage()
    image.add(arena)
    image.add(ends)
    image.add(hashes)
    image.add(slots)
    return image.bytes()
  }

  /// What `image` gave; `nil` when the bytes can't be that.
  package init?(image bytes: [UInt8]) {
    let read = bytes.withUnsafeBytes { buffer -> NameInterner? in
      do { return try NameInterner(buffer) } catch { return nil }
    }
    guard let read else { return nil }
    self = read
  }

  private init(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
    var reader = try ByteImageReader(bytes)
    arena = try reader.array()
    ends = try reader.array()
    hashes = try reader.array()
    slots = try reader.array()
    mask = slots.count - 1
    guard slots.count.nonzeroBitCount == 1, ends.count == hashes.count, ends.count * 2 <= slots.count + 2,
      ends.first == 0, Int(ends.last ?? 0) == arena.count
    else { throw StoreError() }
  }
}

/// Every name of a run, frozen: the workers' tables merged. Shared by reference: it is asked for with every node, and a copy
/// would count references of five arrays.
package final class NameTable: Sendable {
  private let strings: [String]
  private let interner: NameInterner

  /// Merges the workers' tables behind those of `base`, which keep their numbers. `maps[w][n]` is the final name of
  /// worker `w`'s name `n`.
  package static func merge(
    _ workers: [NameInterner], base: NameInterner = NameInterner()
  ) -> (table: NameTable, maps: [[Name]]) {
    var merged = base
    let maps = workers.map { worker in
      var map: [Name] = [.none]
      map.reserveCapacity(worker.count)
      for id in 1..<max(1, worker.count) { map.append(worker.withBytes(of: id) { merged.intern($0) }) }
      return map
    }
    return (NameTable(merged), maps)
  }

  private init(_ interner: NameInterner) {
    var strings = [""]
    strings.reserveCapacity(interner.count)
    for id in 1..<max(1, interner.count) {
      strings.append(interner.withBytes(of: id) { String(decoding: $0, as: UTF8.self) })
    }
    self.strings = strings
    self.interner = interner
  }

  /// The text of a name; "" for the absent one.
  package subscript(name: Name) -> String { strings[Int(name.raw)] }

  /// The name of a text, or `nil` when no file has it.
  package func lookup(_ text: String) -> Name? {
    var text = text
    return text.withUTF8 { interner.find($0) }
  }

  /// How many names there are, the absent one included.
  package var count: Int { strings.count }

  /// All of it, for the cache.
  package func image() -> [UInt8] { interner.image() }
}
