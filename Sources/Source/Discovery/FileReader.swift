import Synchronization

/// What came of one file.
enum ReadOutcome: Sendable {
  /// Not a file that a scan keeps.
  case nothing
  case trouble(Troubles.Kind, String)
  case leftOut(LeftOut.Reason)
  /// `language` is `nil` for a document; `isValid` tells whether the bytes are UTF-8.
  case read([UInt8], Language?, isValid: Bool)
}

/// Bounds what the readers hold in memory together. Which file meets the bound depends on the threads; it is therefore
/// twice the limit that decides, in path order, what is kept.
final class ReadBudget: Sendable {
  private let left: Atomic<Int>

  init(limit: Int) { left = Atomic(limit.multipliedReportingOverflow(by: 2).overflow ? .max : limit * 2) }

  var isOpen: Bool { left.load(ordering: .relaxed) > 0 }

  func spend(_ bytes: Int) { left.wrappingSubtract(bytes, ordering: .relaxed) }
}

/// Reads single files and looks at their content. Used by several threads at once.
struct FileReader: Sendable {
  let directory: Int32
  let options: DiscoveryOptions
  let shape: TreeShape
  let foreign: ForeignFolders
  let budget: ReadBudget

  func read(_ file: WalkedFile) -> ReadOutcome {
    switch file.role {
    case .code(let language): readCode(file.path, language)
    case .document: content(file.path, limit: documentLimit(file.path), nil)
    case .smallDocument: smallDocument(file.path)
    case .lockFile: content(file.path, limit: options.lockFileLimit, nil)
    case .perhapsScript: readScript(file.path)
    case .perhapsDescription: readDescription(file.path)
    }
  }

  private func documentLimit(_ path: String) -> Int {
    Documents.isDescription(TreeShape.split(path).name) ? options.descriptionLimit : options.documentLimit
  }

  private func readCode(_ path: String, _ language: Language) -> ReadOutcome {
    let (folder, name) = TreeShape.split(path)
    if GeneratedCode.isGenerated(name: name) { return .leftOut(.generated) }
    if MinifiedCode.isMinified(name: name) { return .leftOut(.minified) }
    let outcome = content(path, limit: options.codeLimit, language)
    guard case .read(let bytes, _, _) = outcome else { return outcome }
    // Qt's translation files are XML with the extension of TypeScript.
    if language == .typescript, bytes.starts(with: "<?xml".utf8) || bytes.starts(with: "<!DOCTYPE".utf8) {
      return .nothing
    }
    if MinifiedCode.isMinified(bytes) { return .leftOut(.minified) }
    // Generated barrels still tell what a package exports.
    if !Self.isBarrel(name), GeneratedCode.isGenerated(head: bytes, language: language) { return .leftOut(.generated) }
    guard language == .javascript else { return outcome }
    if MinifiedCode.isBundle(bytes) || isCompiledCopy(name, folder, bytes) { return .leftOut(.buildOutput) }
    return isBrowserAsset(path, bytes) ? .leftOut(.browser) : outcome
  }

  private static func isBarrel(_ name: String) -> Bool { name == "__init__.py" || name.hasPrefix("index.") }

  /// Whether a script lies among pictures and style sheets and uses nothing of Node.
  private func isBrowserAsset(_ path: String, _ bytes: [UInt8]) -> Bool {
    foreign.isAsset(path) && !bytes.contains(text: "require(") && !bytes.contains(text: "module.exports")
      && !bytes.contains(text: "process.env")
  }

  /// Whether a JavaScript file is what a compiler made of the TypeScript file beside it.
  private func isCompiledCopy(_ name: String, _ folder: String, _ bytes: [UInt8]) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    let stem = String(name[..<dot])
    guard shape.contains(stem + ".ts", in: folder) || shape.contains(stem + ".tsx", in: folder) else { return false }
    return shape.contains(name + ".map", in: folder) || MinifiedCode.isCompiled(bytes)
  }

  private func readScript(_ path: String) -> ReadOutcome {
    guard case .bytes(let head) = readFile(path, below: directory, limit: options.codeLimit, atMost: 200),
      let language = Language.of(shebang: head)
    else { return .nothing }
    return content(path, limit: options.codeLimit, language)
  }

  private func smallDocument(_ path: String) -> ReadOutcome {
    let limit = min(options.documentLimit, 128 << 10)
    let outcome = content(path, limit: limit, nil)
    if case .trouble(.tooLarge, _) = outcome { return readDescription(path) }
    return outcome
  }

  private func readDescription(_ path: String) -> ReadOutcome {
    guard case .bytes(let head) = readFile(path, below: directory, limit: options.descriptionLimit, atMost: 1024),
      head.contains(text: "\"openapi\"") || head.contains(text: "\"swagger\"")
        // A part of one, which others point to.
        || head.contains(text: "\"operationId\"")
    else { return .nothing }
    return content(path, limit: options.descriptionLimit, nil)
  }

  private func content(_ path: String, limit: Int, _ language: Language?) -> ReadOutcome {
    guard budget.isOpen else { return .trouble(.tooManyBytes, "") }
    switch readFile(path, below: directory, limit: limit) {
    case .bytes(let bytes):
      budget.spend(bytes.count)
      return switch TextCheck.check(bytes) {
      case .binary: .trouble(.binary, "")
      case .invalid: .read(bytes, language, isValid: false)
      case .valid: .read(bytes, language, isValid: true)
      }
    case .tooLarge(let size): return .trouble(.tooLarge, "\(size) bytes")
    case .notAFile: return .trouble(.special, "")
    case .failed(let code): return .trouble(.unreadable, systemMessage(code))
    }
  }
}

/// Tells text from binary data.
enum TextCheck {
  case valid, invalid, binary

  /// ASCII without NUL bytes, which nearly all source is, costs one pass of eight bytes at a time.
  static func check(_ bytes: [UInt8]) -> TextCheck {
    let isPlain = bytes.withUnsafeBytes { buffer in
      var index = 0
      while index + 8 <= buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // The second term has a high bit for every zero byte.
        if (word | ((word &- 0x0101_0101_0101_0101) & ~word)) & 0x8080_8080_8080_8080 != 0 { return false }
        index += 8
      }
      while index < buffer.count {
        if buffer[index] == 0 || buffer[index] >= 0x80 { return false }
        index += 1
      }
      return true
    }
    if isPlain { return .valid }
    if bytes.contains(0) { return .binary }
    return (try? UTF8Span(validating: bytes.span)) == nil ? .invalid : .valid
  }
}
