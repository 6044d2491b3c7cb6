internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// The servers of a program, and what bounds their operations. From version 14 an analyzer of costs does by itself,
/// unless it is told not to: https://chillicream.com/docs/hotchocolate/v14/security/cost-analysis.
struct HotChocolateServers {
  private let context: RecognizerContext
  private let attributes: AspNetAttributes
  private let projects: AspNetProjects
  private let files: [FileID]

  init(_ context: RecognizerContext, _ files: [FileID]) {
    self.context = context
    self.files = files
    attributes = AspNetAttributes(context: context)
    projects = AspNetProjects(context.program)
  }

  func read() -> [GraphQLServer] {
    var known: Set<String> = []
    return (sites("AddGraphQLServer") + sites("AddGraphQL")).compactMap { call in
      // Each further call of a program goes on with the same server.
      guard known.insert(projects.project(of: call.file) ?? "").inserted else { return nil }
      return server(call)
    }
  }

  private func sites(_ name: String) -> [NodeRef] {
    context.program.sites(called: name).filter {
      context.isServed($0.file) && context.program.tree[$0.file].language == .csharp
    }
  }

  /// The calls that are of the same program, as far as projects tell.
  private func sites(_ name: String, with server: NodeRef) -> [NodeRef] {
    let own = projects.project(of: server.file)
    return sites(name).filter { projects.project(of: $0.file) == own }
  }

  private func server(_ call: NodeRef) -> GraphQLServer {
    let version = version(near: call)
    var server = GraphQLServer(
      framework: "hotchocolate", location: context.headLocation(call), hasLimit: hasLimit(call, version),
      introspection: introspection(call, version))
    server.takesOnlyPersisted = [
      "OnlyAllowPersistedDocuments", "OnlyAllowPersistedOperations", "OnlyAllowPersistedQueries",
    ].contains { isSet($0, to: true) }
    return server
  }

  // MARK: Limits

  private func hasLimit(_ call: NodeRef, _ version: Int?) -> Bool? {
    for name in ["AddMaxExecutionDepthRule", "AddMaxComplexityRule", "AddCostAnalyzer", "UseCostAnalyzer"]
    where !sites(name, with: call).isEmpty { return true }
    if isSet("Enable", to: true) || isSet("MaximumAllowed", to: nil) { return true }
    guard let version else { return nil }
    if version >= 14 {
      return !isSet("EnforceCostLimits", to: false) && !isSwitchedOff(call)
    }
    return sites("UseOperationComplexityAnalyzer", with: call).isEmpty ? false : nil
  }

  /// `AddGraphQLServer(disableCostAnalyzer: true)`.
  private func isSwitchedOff(_ call: NodeRef) -> Bool {
    guard let file = context.program.file(call.file) else { return false }
    return file.children(call.node, .argument).contains { argument in
      guard file[argument].kind == .keywordArgument,
        ["disableCostAnalyzer", "disableDefaultSecurity"].contains(context.program.text(file[argument].name)),
        let value = file.child(argument, .value)
      else { return false }
      return file[value].kind == .boolean && file[value].flags.contains(.truth)
    }
  }

  /// Whether some option of that name is given a value: `options.EnforceCostLimits = false`.
  private func isSet(_ option: String, to wanted: Bool?) -> Bool {
    attributes.assignments(of: option, in: files).contains { assignment, value in
      guard let file = context.program.file(value.file) else { return false }
      if option == "Enable" || option == "MaximumAllowed" {
        guard let target = file.child(assignment.node, .target), file.text(target).contains("Complexity") else {
          return false
        }
      }
      guard let wanted else { return true }
      return file[value.node].kind == .boolean && file[value.node].flags.contains(.truth) == wanted
    }
  }

  // MARK: Versions

  /// The major version that the project's file, or those above it, name.
  private func version(near call: NodeRef) -> Int? {
    let path = context.program.tree[call.file].path
    var best: (version: Int, nearness: Int)?
    for document in context.program.tree.documents
    where document.path.hasSuffix(".csproj") || document.path.hasSuffix(".props") {
      guard let found = Self.version(in: document) else { continue }
      let nearness = zip(path.utf8, document.path.utf8).prefix { $0 == $1 }.count
      if best.map({ $0.nearness < nearness }) ?? true { best = (found, nearness) }
    }
    return best?.version
  }

  /// `<PackageReference Include="HotChocolate.AspNetCore" Version="14.1.0" />`.
  private static func version(in document: SourceFile) -> Int? {
    guard document.contains(text: "HotChocolate") else { return nil }
    let text = String(decoding: document.bytes.prefix(1 << 18), as: UTF8.self)
    for element in text.split(separator: "<") where element.contains("\"HotChocolate") {
      let parts = element.split(separator: "\"", omittingEmptySubsequences: false)
      guard let position = parts.firstIndex(where: { $0.hasSuffix("Version=") || $0.hasSuffix("VersionOverride=") }),
        parts.indices.contains(position + 1)
      else { continue }
      if let major = Int(parts[position + 1].drop { !$0.isNumber }.prefix { $0.isNumber }) { return major }
    }
    return nil
  }

  // MARK: Introspection

  private func introspection(_ call: NodeRef, _ version: Int?) -> GraphQLServer.Introspection {
    if !sites("DisableIntrospection", with: call).isEmpty { return .off }
    if let allowed = sites("AllowIntrospection", with: call).first {
      guard let file = context.program.file(allowed.file), let given = file.child(allowed.node, .argument) else {
        return .unknown
      }
      guard file[given].kind == .boolean else { return file.text(given).contains("evelopment") ? .off : .unknown }
      return file[given].flags.contains(.truth) ? .on : .off
    }
    return version.map { $0 < 14 ? .onByDefault : .unknown } ?? .unknown
  }
}
