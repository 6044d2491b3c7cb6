internal import Resolution
internal import Source
internal import Syntax

/// What is different from the run that wrote a snapshot, and so what of its work does not hold any more.
struct Staleness: Sendable {
  /// By file id: its contents changed.
  let changed: [Bool]
  /// Names that are called, extended or implemented more or less often than then.
  private let names: Set<Name>
  /// Texts that have become names since.
  private let newTexts: Set<String>
  /// Today's ids of functions by those of then.
  let functions: [UInt32]

  /// `nil` when the files are not the same ones.
  init?(_ known: KnownFiles, _ tree: SourceTree, _ program: Program, _ functions: FunctionTable) {
    let records = known.snapshot.files
    guard records.count == tree.files.count,
      zip(records, tree.files).allSatisfy({
        $0.path == $1.path && $0.language == $1.language && $0.purpose == $1.purpose
      })
    else { return nil }
    changed = records.indices.map { records[$0].content != known.contents[$0] }
    var names: Set<Name> = []
    let buffer = ScratchBuffer()
    for position in records.indices where changed[position] {
      let id = FileID(index: UInt32(position))
      let now = program.file(id).flatMap { file in program.index(of: id).map { NameUses(file, $0) } } ?? NameUses()
      let then = known.image(of: records[position], tree.files[position], buffer).map { NameUses($0.file, $0.index) }
      names.formUnion(now.differences(from: then ?? NameUses()))
    }
    self.names = names
    newTexts = Set(
      (known.names.count..<max(known.names.count, program.names.count)).map {
        program.names[Name(raw: UInt32($0))]
      })
    self.functions = Self.relocation(known.snapshot, changed, functions)
  }

  private static func relocation(_ snapshot: Snapshot, _ changed: [Bool], _ functions: FunctionTable) -> [UInt32] {
    var map: [UInt32] = []
    map.reserveCapacity(Int(snapshot.functionCount))
    for (position, record) in snapshot.files.enumerated() {
      let next =
        position + 1 < snapshot.files.count ? snapshot.files[position + 1].firstFunction : snapshot.functionCount
      guard record.firstFunction <= next, Int(record.firstFunction) == map.count else { return [] }
      let first = functions.firstID(of: FileID(index: UInt32(position)))
      for offset in 0..<(next - record.firstFunction) {
        map.append(changed[position] ? StoreReader.none : first + offset)
      }
    }
    return map
  }

  /// Whether a piece of work would come out as it did. `told`: files about which the stage is told something else.
  func holds(_ record: ChunkRecord, told: [Bool], in program: Program) -> Bool {
    let needs = record.needs
    return !needs.files.contains { changed[Int($0.index)] || !told.isEmpty && told[Int($0.index)] }
      && !needs.names.contains(where: names.contains) && !needs.missing.contains(where: newTexts.contains)
      && zip(needs.frequent, needs.limits).allSatisfy { name, limit in
        !names.contains(name) || program.sites(of: name).count > limit
      }
  }
}

/// How often a file uses names in ways that are looked up over the whole program.
private struct NameUses {
  private var calls: [Name: Int] = [:]
  private var bases: [Name: Int] = [:]

  init() {}

  init(_ file: SyntaxFile, _ index: FileIndex) {
    for call in index.calls { calls[call.name, default: 0] += 1 }
    for base in Program.bases(of: file, index) { bases[base.name, default: 0] += 1 }
  }

  func differences(from other: NameUses) -> Set<Name> {
    Self.differences(calls, other.calls).union(Self.differences(bases, other.bases))
  }

  private static func differences(_ left: [Name: Int], _ right: [Name: Int]) -> Set<Name> {
    Set(Set(left.keys).union(right.keys).filter { left[$0] != right[$0] })
  }
}
