package import Source

/// What one piece of work looked at beyond what all work shares: by it, a later run knows whether the result still
/// holds.
///
/// Written by the one thread that does the work, read after it ended, which is why the unchecked conformance holds.
package final class AccessLog: @unchecked Sendable {
  /// Files whose syntax or index was asked for, one bit each.
  private var bits: [UInt64]
  /// Names whose call sites or implementing classes were asked for, over the whole program.
  package private(set) var names: Set<Name> = []
  /// Names that are called too often for the answer to depend on how often: more than so many times.
  package private(set) var frequent: [Name: Int] = [:]
  /// Texts that were no name of any file when they were looked up.
  package private(set) var missing: Set<String> = []

  package init(fileCount: Int) { bits = [UInt64](repeating: 0, count: (fileCount + 63) / 64) }

  @inline(__always)
  func note(_ file: FileID) { bits[Int(file.index >> 6)] |= 1 << UInt64(file.index & 63) }

  func note(_ name: Name) { names.insert(name) }

  func note(_ name: Name, calledMoreThan count: Int) { frequent[name] = max(count, frequent[name] ?? 0) }

  func noteMissing(_ text: String) { missing.insert(text) }

  /// All that some other work looked at.
  func note(_ needs: AccessNotes) {
    for file in needs.files { note(file) }
    names.formUnion(needs.names)
    for (name, count) in needs.frequent { note(name, calledMoreThan: count) }
    missing.formUnion(needs.missing)
  }

  /// All that was noted.
  var notes: AccessNotes { AccessNotes(files: files, names: names, frequent: frequent, missing: missing) }

  /// The files that were looked at, in order.
  package var files: [FileID] {
    var found: [FileID] = []
    for (position, word) in bits.enumerated() {
      var rest = word
      while rest != 0 {
        found.append(FileID(index: UInt32(position << 6 + rest.trailingZeroBitCount)))
        rest &= rest - 1
      }
    }
    return found
  }
}

/// What a log holds, as a value: it is noted again by all who are given an answer that was worked out once.
struct AccessNotes: Sendable {
  let files: [FileID]
  let names: Set<Name>
  let frequent: [Name: Int]
  let missing: Set<String>
}
