internal import Findings
internal import Frameworks
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Joins what was found into one model, in a fixed order.
enum BackendStage {
  static func assemble(_ program: Program, _ lines: LineTable, _ behaviour: Behaviour, _ draft: Draft) -> Backend {
    var backend = Backend()
    backend.languages = languages(program, lines)
    backend.frameworks = draft.frameworks.sorted { ($0.name, $0.location) < ($1.name, $1.location) }
    backend.functions = behaviour.functions
    backend.effects = behaviour.effects
    backend.handlers = behaviour.handlers
    backend.retries = behaviour.retries
    backend.fanOuts = behaviour.fanOuts
    backend.transactions = behaviour.transactions + draft.transactions
    backend.services = program.tree.services.map { Service(root: $0.path, name: $0.name) }
    backend.endpoints = numbered(draft.endpoints.filter { $0.folder == nil })
    answer(behaviour.answers, &backend.endpoints)
    backend.servedFolders = ServedFilesStage.filled(
      numbered(draft.endpoints.filter { $0.folder != nil }), program.tree)
    backend.servers = draft.servers
    backend.corsPolicies = draft.corsPolicies
    backend.graphQLServers = draft.graphQLServers.sorted { $0.location < $1.location }
    backend.fieldResolvers = draft.fieldResolvers.sorted { ($0.location, $0.field) < ($1.location, $1.field) }
    backend.jobs = draft.jobs
    backend.tables = draft.tables.sorted { ($0.name, $0.location) < ($1.name, $1.location) }
    backend.updates = UpdateStage.kept(behaviour.updates, backend)
    backend.bufferPuts = behaviour.bufferPuts
    backend.handles = behaviour.handles
    backend.cancellations = behaviour.cancellations
    backend.sharedStates = SharedStateStage.joined(behaviour.sharedStates)
    backend.dataStores = behaviour.dataStores + draft.dataStores
    backend.settings = draft.settings.sorted { ($0.name, $0.location) < ($1.name, $1.location) }
    return backend
  }

  /// What handlers were seen to answer with, where their frameworks say nothing of it.
  private static func answer(_ answers: [Answer], _ endpoints: inout [Endpoint]) {
    guard !answers.isEmpty else { return }
    let byFunction = Dictionary(grouping: answers) { $0.function }
    for index in endpoints.indices where endpoints[index].responses.isEmpty {
      guard let function = endpoints[index].handler.function else { continue }
      endpoints[index].responses = byFunction[function]?.map(\.response) ?? []
    }
  }

  /// One entry per method and path, sorted by path, method and place; the first registration answers.
  private static func numbered(_ endpoints: [Endpoint]) -> [Endpoint] {
    let sorted = endpoints.sorted { left, right in
      left.path == right.path
        ? (left.method, left.registered) < (right.method, right.registered) : left.path < right.path
    }
    var kept: [Endpoint] = []
    for endpoint in sorted {
      if let last = kept.last, last.method == endpoint.method, last.path == endpoint.path,
        last.service == endpoint.service, last.transport == endpoint.transport, last.registered == endpoint.registered
      {
        continue
      }
      var endpoint = endpoint
      endpoint.id = EndpointID(index: UInt32(kept.count))
      kept.append(endpoint)
    }
    return kept
  }

  private static func languages(_ program: Program, _ lines: LineTable) -> [LanguageUse] {
    var uses: [String: (use: LanguageUse, nodes: Int, unknown: Int)] = [:]
    for file in program.tree.files {
      guard let language = file.language else { continue }
      var entry = uses[language.name] ?? (LanguageUse(name: language.name), 0, 0)
      entry.use.files += 1
      entry.use.bytes += file.bytes.count
      entry.use.lines += lines.lineCount(of: file.id)
      if let lowered = program.file(file.id) {
        entry.use.filesWithSyntaxErrors += lowered.syntaxErrors > 0 ? 1 : 0
        entry.nodes += lowered.nodes.count
        entry.unknown += lowered.unknownNodes
      } else {
        entry.use.filesWithSyntaxErrors += 1
      }
      uses[language.name] = entry
    }
    return uses.values.map { entry in
      var use = entry.use
      use.unknownSyntaxShare = entry.nodes == 0 ? 0 : Double(entry.unknown) / Double(entry.nodes)
      return use
    }.sorted { $0.name < $1.name }
  }

  /// Comments that speak to Mainstay.
  static func comments(_ program: Program, _ lines: LineTable) -> [SourceComment] {
    let marker = Array("mainstay:".utf8)
    var found: [SourceComment] = []
    for file in program.fileIDs.lazy.compactMap({ program.file($0) }) {
      for comment in file.comments where contains(marker, comment, file.source.bytes) {
        let location = lines.location(of: comment, in: file.source.id)
        found.append(
          SourceComment(file: file.source.path, line: location.startLine, text: file.source.text(comment)))
      }
    }
    return found + documentComments(program.tree, marker)
  }

  /// Findings may lie in configuration and in API documents, and are silenced there: in comments that begin with `#`.
  private static func documentComments(_ tree: SourceTree, _ marker: [UInt8]) -> [SourceComment] {
    let formats = [".yaml", ".yml", ".toml", ".tf"]
    return tree.documents.flatMap { document -> [SourceComment] in
      let name = document.path.split(separator: "/").last.map(String.init) ?? ""
      guard formats.contains(where: name.hasSuffix) || name.hasPrefix("Dockerfile"), !name.hasPrefix("mainstay."),
        document.bytes.firstIndex(of: marker) != nil
      else { return [] }
      let lines = document.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      return lines.enumerated().compactMap { index, line in
        guard let start = line.firstIndex(of: UInt8(ascii: "#")), Array(line[start...]).firstIndex(of: marker) != nil
        else { return nil }
        return SourceComment(
          file: document.path, line: index + 1, text: String(decoding: line[start...], as: UTF8.self))
      }
    }
  }

  private static func contains(_ marker: [UInt8], _ range: ByteRange, _ bytes: [UInt8]) -> Bool {
    let end = Int(range.end) - marker.count
    var position = Int(range.start)
    while position <= end {
      if bytes[position] == marker[0], bytes[position..<position + marker.count].elementsEqual(marker) { return true }
      position += 1
    }
    return false
  }
}
