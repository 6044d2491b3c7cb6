internal import Findings
internal import Model
internal import Source

/// S17. A secret in the code.
enum HardcodedSecretRule: Rule {
  static let info = RuleInfo(
    name: "hardcoded-secret", alias: "S17", pillar: .security, level: .error, confidence: .medium,
    summary: "a secret is written down in the code",
    why: """
      Whoever may read the code has the secret: everyone who ever worked on it, every machine that builds it, every \
      backup. It can't be changed without a release, and it stays in the history after it is taken out.
      """,
    quietWhen: [
      "the value is empty, a placeholder, a name, a path, an address or a sentence",
      "the value is one that is meant to be public (publishable keys)",
      "the file is a test, an example or a fixture, or its name says that it makes samples (SampleDataService)",
      "the file runs in browsers, and the value is no provider's key to a server: everybody has it anyway",
    ],
    example: "API_KEY = \"…\"",
    instead: "API_KEY = os.environ[\"BILLING_API_KEY\"]",
    cwe: [798, 321], references: ["https://cwe.mitre.org/data/definitions/798.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    let fronts = context.backend.services.indices.filter { isFrontEnd($0, context.backend) }
    return context.backend.secrets.filter { secret in
      !isOfSamples(secret)
        && (secret.isProviderFormat || !secret.location.isECMAScript
          || !fronts.contains(context.backend.owner(of: secret.location.file)))
    }.map { secret in
      let name = secret.name.isEmpty ? secret.kind : secret.name
      return Finding(
        rule: info, level: .error, confidence: secret.isProviderFormat ? .high : .medium,
        message: secret.name.isEmpty
          ? "\(secret.kind) is written down here" : "\(secret.kind) is written down in \(name)",
        scenario: """
          Anyone with a copy of the code uses \(name) as the service does, from anywhere, until somebody changes it \
          everywhere it is used.
          """,
        location: secret.location, remedy: "read it from the environment without a default, and change it now",
        subject: name)
    }
  }

  private static let pages: Set<String> = ["vue", "react-dom", "@angular/core", "svelte", "preact", "solid-js"]

  /// A folder with a manifest of its own that asks for a library of pages, and registers no endpoint.
  private static func isFrontEnd(_ service: Int, _ backend: Backend) -> Bool {
    let root = backend.services[service].root
    guard !root.isEmpty, !backend.endpoints.contains(where: { backend.owner(of: $0.registered.file) == service })
    else { return false }
    return backend.dependencies.contains { $0.location.file.hasPrefix(root + "/") && pages.contains($0.name) }
  }

  private static let samples: Set<String> = [
    "sample", "samples", "demo", "demos", "dummy", "fake", "fakes", "mock", "mocks",
  ]

  /// `SampleDataService.cs`. A secret in the format of a provider is one wherever it is.
  private static func isOfSamples(_ secret: HardcodedSecret) -> Bool {
    guard !secret.isProviderFormat, let file = secret.location.file.split(separator: "/").last else { return false }
    return Words.of(String(file)).contains { samples.contains($0) }
  }
}
