import Foundation
import PackagePlugin

/// Lists a target's rules, recognizers, lowerings or facts, so that adding one touches one place.
@main
struct RegistryPlugin: BuildToolPlugin {
  /// target → what to list: the mode, the Swift declaration with the imports that it needs, and what the files' names end with.
  static let registries: [String: (mode: String, declaration: String, suffix: String)] = [
    "Languages": ("types", "let allLowerings: [any Lowering.Type]", "Lowering"),
    "Frameworks": ("types", "package let allRecognizers: [any Recognizer.Type]", "Recognizer"),
    "Rules": ("types", "package import Findings\n\npackage let allRules: [any Rule.Type]", "Rule"),
    "Facts": ("data", "let allFactFiles: [(name: String, text: String)]", ".yml"),
  ]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    guard let registry = Self.registries[target.name] else { return [] }
    let base = (target as? SwiftSourceModuleTarget)?.directoryURL ?? context.package.directoryURL
    let files = Self.files(below: base, ending: registry.mode == "types" ? "\(registry.suffix).swift" : registry.suffix)
    let output = context.pluginWorkDirectoryURL.appending(path: "\(target.name)Registry.swift")
    let fixed = [registry.mode, output.path, registry.declaration]
    return [
      .buildCommand(
        displayName: "Listing \(target.name)", executable: try context.tool(named: "registrytool").url,
        arguments: fixed + (registry.mode == "types" ? [registry.suffix] : []) + files.map(\.path),
        inputFiles: files, outputFiles: [output])
    ]
  }

  /// A protocol's own file (Lowering.swift, Recognizer.swift, Rule.swift) is at the top; what it lists is in folders.
  private static func files(below base: URL, ending: String) -> [URL] {
    let all = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return all.filter { $0.path.hasSuffix(ending) && $0.deletingLastPathComponent().path != base.path }
      .sorted { $0.path < $1.path }
  }
}
