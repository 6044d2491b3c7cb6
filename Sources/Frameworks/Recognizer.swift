internal import Facts
internal import Formats
package import Model
package import Resolution
package import Source
internal import Syntax

/// Recognises one framework and writes what it sees into the draft of the model. Several run side by side, each with
/// an evaluator of its own; their drafts are merged in the order of their names.
package protocol Recognizer: Sendable {
  /// Lower-case public name: "fastapi", "express".
  static var name: String { get }
  /// Modules whose import in some file makes the recognizer run: "fastapi", "express", "@nestjs/common".
  static var triggers: [String] { get }
  static func recognize(_ context: RecognizerContext, into draft: inout Draft)
}

/// What a recognizer writes. Ids of endpoints are given when drafts are merged.
package struct Draft: Sendable {
  package var frameworks: [FrameworkUse] = []
  package var endpoints: [Endpoint] = []
  package var servers: [Server] = []
  package var corsPolicies: [CORSPolicy] = []
  package var graphQLServers: [GraphQLServer] = []
  package var fieldResolvers: [FieldResolver] = []
  package var jobs: [Job] = []
  package var tables: [Table] = []
  package var dataStores: [DataStore] = []
  package var transactions: [Transaction] = []
  package var settings: [Setting] = []
  /// The parameters through which requests come into handlers.
  package var sources = RequestSources()
  package var diagnostics: [Diagnostic] = []

  package init() {}

  /// Appends another draft's facts.
  package mutating func merge(_ other: Draft) {
    frameworks += other.frameworks
    endpoints += other.endpoints
    servers += other.servers
    corsPolicies += other.corsPolicies
    graphQLServers += other.graphQLServers
    fieldResolvers += other.fieldResolvers
    jobs += other.jobs
    tables += other.tables
    dataStores += other.dataStores
    transactions += other.transactions
    settings += other.settings
    sources.merge(other.sources)
    diagnostics += other.diagnostics
  }
}

/// What recognizers read.
package final class RecognizerContext {
  package let program: Program
  package let evaluator: Evaluator
  package let functions: FunctionTable
  package let lines: LineTable
  /// Guards that the project's configuration names.
  package let extraGuards: Set<String>

  package init(program: Program, functions: FunctionTable, lines: LineTable, extraGuards: Set<String>) {
    self.program = program
    evaluator = Evaluator(program)
    self.functions = functions
    self.lines = lines
    self.extraGuards = extraGuards
  }

  /// Where a node is.
  package func location(_ ref: NodeRef) -> Location {
    guard let node = program.node(ref) else { return Location(file: "", line: 1) }
    return lines.location(of: node.range, in: ref.file)
  }

  /// Where the first line of a node is: for declarations, whose whole range would be the whole body.
  package func headLocation(_ ref: NodeRef) -> Location {
    let whole = location(ref)
    return Location(
      file: whole.file, startLine: whole.startLine, startColumn: whole.startColumn, endLine: whole.startLine,
      endColumn: whole.startColumn)
  }

  /// A handler by its function.
  package func handler(_ function: NodeRef) -> Handler {
    let name = evaluator.qualifiedName(of: function)
    return Handler(name: name, location: declarationLocation(function), function: functions.id(of: function))
  }

  /// The line of `def` or `function`, not of the decorators before it.
  package func declarationLocation(_ function: NodeRef) -> Location {
    guard let file = program.file(function.file) else { return headLocation(function) }
    let last = file.children(function.node, .decorator).last
    guard let last else { return headLocation(function) }
    let line = lines.location(of: file[last].range, in: function.file).endLine + 1
    return Location(file: file.source.path, line: line)
  }

  /// Whether a file is part of what ships: tests and scripts register nothing that is served.
  package func isServed(_ file: FileID) -> Bool {
    switch program.tree.purpose(of: file) {
    case .production, .script: true
    case .test, .migration: false
    }
  }
}

/// Line indexes of every file, made on first use per file.
package struct LineTable: Sendable {
  private let tree: SourceTree
  private let indexes: [LineIndex]

  package init(tree: SourceTree, indexes: [LineIndex]) {
    self.tree = tree
    self.indexes = indexes
  }

  package func location(of range: ByteRange, in file: FileID) -> Location {
    indexes[Int(file.index)].location(of: range, in: tree[file])
  }

  /// The line index of a code file.
  package func index(of file: FileID) -> LineIndex { indexes[Int(file.index)] }

  /// How many lines a code file has.
  package func lineCount(of file: FileID) -> Int { indexes[Int(file.index)].lineCount }
}
