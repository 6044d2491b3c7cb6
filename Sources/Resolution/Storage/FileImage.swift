package import Source
package import Syntax

/// A lowered file with its index, as the cache keeps them. Names are those of the table that is kept along.
package enum FileImage {
  package static func bytes(_ file: SyntaxFile, _ index: FileIndex) -> [UInt8] {
    var image = ByteImage()
    image.add([UInt32(file.syntaxErrors), UInt32(file.unknownNodes)])
    file.nodes.withUnsafeBufferPointer { image.add($0) }
    image.add(file.comments)
    image.add(index.scopes)
    image.add(index.bindings)
    image.add(index.attributes)
    image.add(index.calls)
    image.add(index.exports)
    image.add(index.imports)
    return image.bytes()
  }

  /// What `bytes` gave; `nil` when they can't be a file's.
  package static func read(_ bytes: UnsafeRawBufferPointer, source: SourceFile) -> LoadedFile? {
    do { return try read(bytes, source) } catch { return nil }
  }

  private static func read(_ bytes: UnsafeRawBufferPointer, _ source: SourceFile) throws(StoreError) -> LoadedFile {
    var reader = try ByteImageReader(bytes)
    let figures: [UInt32] = try reader.array()
    guard figures.count == 2 else { throw StoreError() }
    let file = SyntaxFile(
      source: source, nodes: try reader.contiguousArray(), comments: try reader.array(),
      syntaxErrors: Int(figures[0]), unknownNodes: Int(figures[1]))
    let index = FileIndex(
      scopes: try reader.array(), bindings: try reader.array(), attributes: try reader.array(),
      calls: try reader.array(), exports: try reader.array(), imports: try reader.array())
    return LoadedFile(file: file, index: index)
  }
}

/// A lowered file and its index, from the cache.
package struct LoadedFile: Sendable {
  package let file: SyntaxFile
  package let index: FileIndex
}
