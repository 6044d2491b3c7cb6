internal import Source

/// A piece of a snapshot's file.
struct SnapshotPart: Stored, Sendable {
  let offset: Int
  let length: Int
  let digest: Digest

  init(offset: Int, length: Int, digest: Digest) {
    self.offset = offset
    self.length = length
    self.digest = digest
  }

  func store(in writer: inout StoreWriter) {
    writer.write(offset)
    writer.write(length)
    writer.write(digest)
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    offset = try reader.read()
    length = try reader.read()
    digest = try reader.read()
  }
}

/// A code file as it was, and where what was made of it lies.
struct FileRecord: Stored, Sendable {
  let path: String
  let language: Language?
  let purpose: FilePurpose
  /// Of its bytes.
  let content: Digest
  /// `nil` when it could not be parsed.
  let image: SnapshotPart?
  /// The first id of its functions.
  let firstFunction: UInt32

  init(_ source: SourceFile, content: Digest, image: SnapshotPart?, firstFunction: UInt32) {
    path = source.path
    language = source.language
    purpose = source.purpose
    self.content = content
    self.image = image
    self.firstFunction = firstFunction
  }

  func store(in writer: inout StoreWriter) {
    writer.write(path)
    writer.write(language)
    writer.write(purpose)
    writer.write(content)
    writer.write(image)
    writer.write(firstFunction)
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    path = try reader.read()
    language = try reader.read()
    purpose = try reader.read()
    content = try reader.read()
    image = try reader.read()
    firstFunction = try reader.read()
  }
}

/// The result of one piece of work, and what it depends on beyond what all pieces depend on.
struct ChunkRecord: Stored, Sendable {
  /// Of what the piece was given.
  let key: Digest
  let needs: WorkNeeds
  let result: SnapshotPart

  init(key: Digest, needs: WorkNeeds, result: SnapshotPart) {
    self.key = key
    self.needs = needs
    self.result = result
  }

  func store(in writer: inout StoreWriter) {
    writer.write(key)
    writer.write(needs)
    writer.write(result)
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    key = try reader.read()
    needs = try reader.read()
    result = try reader.read()
  }
}

/// One stage's work.
struct StageRecord: Stored, Sendable {
  let name: String
  /// Of what all its pieces depend on.
  let fingerprint: Digest
  /// The part of it that is this stage's own.
  let special: Digest
  /// What the stage was told about each file by others; empty when nothing.
  let told: [Digest]
  let chunks: [ChunkRecord]

  init(name: String, fingerprint: Digest, special: Digest, told: [Digest], chunks: [ChunkRecord]) {
    self.name = name
    self.fingerprint = fingerprint
    self.special = special
    self.told = told
    self.chunks = chunks
  }

  func store(in writer: inout StoreWriter) {
    writer.write(name)
    writer.write(fingerprint)
    writer.write(special)
    writer.write(told)
    writer.write(chunks)
  }

  init(from reader: inout StoreReader) throws(StoreError) {
    name = try reader.read()
    fingerprint = try reader.read()
    special = try reader.read()
    told = try reader.read()
    chunks = try reader.read()
  }
}
