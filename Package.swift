// swift-tools-version: 6.2
import PackageDescription

let thirdParty = "\(Context.packageDirectory)/ThirdParty"

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .treatAllWarnings(as: .error),
  // The IR is read millions of times across module borders: its accessors must inline, and exclusivity is
  // already guaranteed by value semantics.
  .unsafeFlags(["-cross-module-optimization", "-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

/// A target may import only those above it in this list; `.ci/run` enforces it.
let package = Package(
  name: "mainstay",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "mainstay", targets: ["mainstay"])],
  targets: [
    .target(
      name: "CTreeSitter",
      cSettings: [.unsafeFlags(["-I\(thirdParty)/include", "-I\(thirdParty)/include-abi14", "-O2"])],
      linkerSettings: [.unsafeFlags(["-L\(thirdParty)/lib"]), .linkedLibrary("mainstay-treesitter")]),
    .target(name: "CYaml", linkerSettings: [.unsafeFlags(["-Xlinker", "-l:libyaml.a"])]),
    .target(name: "Source"),
    .target(name: "Syntax", dependencies: ["Source"]),
    .target(name: "Formats", dependencies: ["CYaml", "Source"]),
    .target(name: "Model", dependencies: ["Source"]),
    .target(name: "Findings", dependencies: ["Source", "Model"]),
    .target(name: "Languages", dependencies: ["CTreeSitter", "Source", "Syntax"], plugins: ["RegistryPlugin"]),
    .target(name: "Facts", dependencies: ["Source", "Formats"], plugins: ["RegistryPlugin"]),
    .target(name: "Resolution", dependencies: ["Source", "Syntax", "Formats", "Facts", "Model"]),
    .target(
      name: "Frameworks", dependencies: ["Source", "Syntax", "Formats", "Model", "Facts", "Resolution"],
      plugins: ["RegistryPlugin"]),
    .target(name: "Rules", dependencies: ["Source", "Model", "Findings"], plugins: ["RegistryPlugin"]),
    .target(name: "Reports", dependencies: ["Source", "Model", "Findings"]),
    .target(name: "Context", dependencies: ["Source", "Model", "Findings"]),
    .target(
      name: "Pipeline",
      dependencies: [
        "Source", "Syntax", "Formats", "Model", "Findings", "Languages", "Facts", "Resolution", "Frameworks", "Rules",
        "Reports", "Context",
      ]),
    .executableTarget(
      name: "mainstay", dependencies: ["Source", "Model", "Findings", "Rules", "Reports", "Context", "Pipeline"]),
    .executableTarget(name: "registrytool"),
    .testTarget(name: "SourceTests", dependencies: ["Source"]),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "Source"]),
    .testTarget(
      name: "LanguagesTests", dependencies: ["Languages", "Source", "Syntax"], exclude: ["Fixtures"]),
    .testTarget(name: "FactsTests", dependencies: ["Facts", "Source"]),
    .testTarget(name: "FindingsTests", dependencies: ["Findings", "Model", "Source"]),
    .testTarget(
      name: "ContextTests", dependencies: ["Context", "Findings", "Model", "Source"], exclude: ["Snapshots"]),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Findings", "Model", "Source"], exclude: ["Snapshots"]),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "Pipeline", "Frameworks", "Rules", "Findings", "Model", "Source", "Syntax", "Reports", "Context", "mainstay",
      ]),
    .testTarget(name: "FrameworksTests", dependencies: ["Pipeline", "Model", "Source"], exclude: ["Fixtures"]),
    .testTarget(
      name: "RulesTests", dependencies: ["Pipeline", "Findings", "Model", "Source"],
      exclude: ["Fixtures", "reach.txt"]),
    .plugin(name: "RegistryPlugin", capability: .buildTool(), dependencies: ["registrytool"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu11
)

for target in package.targets
where ![.plugin, .system].contains(target.type) && !["CTreeSitter", "CYaml"].contains(target.name) {
  target.swiftSettings = strict
}
