internal import Formats
internal import Model
internal import Source

extension DocumentFacts {
  /// An image and the command that it starts with.
  mutating func readDockerfile(_ file: SourceFile) {
    guard let stage = Dockerfile.parse(file.bytes, file: file.path).final else { return }
    let entry = stage.last("ENTRYPOINT")
    let command = stage.last("CMD")
    let place = (command ?? entry).map { Location(file: file.path, line: $0.line) }
    // With an entry point in shell form, CMD is not used.
    let isShellEntry = entry.map { !$0.isExecForm } ?? false
    let parts = [entry, isShellEntry ? nil : command].compactMap { $0 }
    let words = parts.flatMap(\.arguments)
    let text = parts.map { $0.isExecForm ? $0.arguments.map(Self.quoted).joined(separator: " ") : $0.text }
      .joined(separator: " ")
    let usesShell = Self.usesShell(entry ?? command)
    images.append(
      Deployment.Image(
        file: file.path, location: Location(file: file.path, line: stage.line), command: text, commandLocation: place,
        usesShell: usesShell,
        hasHealthCheck: stage.last("HEALTHCHECK").map { $0.text.uppercased() != "NONE" } ?? false))
    guard let place, !text.isEmpty, !Self.isForDevelopment(file.path) else { return }
    starts.append(StartCommand(command: text, location: place, receivesSignals: !usesShell))
    addReplicas(ProcessCount.of(Self.innerWords(words)), place)
  }

  /// The shell form, or a shell named in the exec form; not when the shell hands its process over with `exec`.
  private static func usesShell(_ instruction: Dockerfile.Instruction?) -> Bool {
    guard let instruction else { return false }
    if !instruction.isExecForm { return !instruction.text.isEmpty && !instruction.text.hasPrefix("exec ") }
    let words = instruction.arguments
    guard words.count >= 3, ["sh", "bash", "ash", "/bin/sh", "/bin/bash", "/bin/ash"].contains(words[0]) else {
      return false
    }
    guard let script = words.firstIndex(where: { $0.hasPrefix("-") && $0.hasSuffix("c") }), script + 1 < words.count
    else {
      return false
    }
    return !words[script + 1].contains("exec ")
  }

  /// The words of `sh -c "…"` are within one word.
  static func innerWords(_ words: [String]) -> [String] {
    words.flatMap { $0.contains(" ") ? ShellWords.split($0) : [$0] }
  }

  private static func quoted(_ word: String) -> String { word.contains(" ") ? "\"\(word)\"" : word }

  /// A name that says that it is not what runs for users.
  static func isForDevelopment(_ path: String) -> Bool {
    let parts = path.lowercased().split { "/.-_".contains($0) }
    return parts.contains {
      ["dev", "development", "devcontainer", "local", "override", "test", "tests", "testing", "ci", "e2e"].contains($0)
    }
  }

  mutating func addReplicas(_ count: Int?, _ place: Location) {
    if let count, (2...10_000).contains(count) { replicas.append(Deployment.Replicas(count: count, location: place)) }
  }

  /// Commands, health checks and replicas of the services that are built here.
  mutating func readCompose(_ file: SourceFile) {
    guard let services = YAML.parse(file.bytes, file: file.path)["services"]?.mapping else { return }
    let isMeant = !Self.isForDevelopment(file.path)
    for entry in services.entries where entry.value["build"] != nil {
      let service = entry.value
      if let command = service["command"] ?? service["entrypoint"], isMeant {
        addStart(command, file)
      }
      if let test = service.at("healthcheck", "test") { addProbe(test, file) }
      if isMeant, !Self.isBackground(entry.key), let count = service.at("deploy", "replicas") ?? service["scale"] {
        addReplicas(count.int, Location(file: file.path, line: count.line))
      }
    }
  }

  /// Compose runs a text without a shell, as its words.
  private mutating func addStart(_ command: ConfigNode, _ file: SourceFile) {
    let words = command.sequence != nil ? command.texts : ShellWords.split(command.text ?? "")
    guard !words.isEmpty else { return }
    let place = Location(file: file.path, line: command.line)
    let isShell = ["sh", "bash", "/bin/sh", "/bin/bash"].contains(words[0]) && words.contains("-c")
    let text = command.sequence != nil ? words.map(Self.quoted).joined(separator: " ") : command.text ?? ""
    starts.append(
      StartCommand(
        command: text.split(whereSeparator: \.isNewline).joined(separator: " "), location: place,
        receivesSignals: !isShell || text.contains("exec ")))
    addReplicas(ProcessCount.of(Self.innerWords(words)), place)
  }

  /// The path of the URL that a health command asks for.
  private mutating func addProbe(_ test: ConfigNode, _ file: SourceFile) {
    let text = test.texts.joined(separator: " ")
    guard let scheme = text.firstRange(of: "http") else { return }
    let url = text[scheme.lowerBound...].prefix { !" \"'|;".contains($0) }
    guard let start = url.firstRange(of: "://") else { return }
    let path = url[start.upperBound...].drop { $0 != "/" }
    probes.append(
      Deployment.Probe(location: Location(file: file.path, line: test.line), path: path.isEmpty ? "/" : String(path)))
  }

  /// Work that answers no requests, and stores.
  static func isBackground(_ name: String) -> Bool {
    let lower = name.lowercased()
    return [
      "worker", "celery", "beat", "cron", "schedul", "consumer", "queue", "db", "postgres", "mysql", "redis", "mongo",
    ]
    .contains { lower.contains($0) }
  }

  /// Probes and replicas of Kubernetes manifests, Helm templates included as far as they are YAML.
  mutating func readKubernetes(_ file: SourceFile) {
    guard contains("apiVersion", file.bytes), contains("kind:", file.bytes), !Self.isForDevelopment(file.path) else {
      return
    }
    for document in YAML.parse(file.bytes, file: file.path).documents {
      let name = document.at("metadata", "name")?.text ?? ""
      switch document["kind"]?.text {
      case "Deployment", "StatefulSet", "Rollout", "DaemonSet":
        if !Self.isBackground(name), let count = document.at("spec", "replicas") {
          addReplicas(count.int, Location(file: file.path, line: count.line))
        }
        readContainers(document.at("spec", "template", "spec", "containers"), file)
      case "HorizontalPodAutoscaler":
        if !Self.isBackground(name), let count = document.at("spec", "maxReplicas") {
          addReplicas(count.int, Location(file: file.path, line: count.line))
        }
      default: continue
      }
    }
  }

  private mutating func readContainers(_ containers: ConfigNode?, _ file: SourceFile) {
    for container in containers?.sequence ?? [] {
      for key in ["livenessProbe", "readinessProbe", "startupProbe"] {
        guard let probe = container[key] else { continue }
        let path = probe.at("httpGet", "path")
        probes.append(
          Deployment.Probe(location: Location(file: file.path, line: (path ?? probe).line), path: path?.text ?? ""))
      }
    }
  }

  private func contains(_ text: String, _ bytes: [UInt8]) -> Bool {
    let needle = Array(text.utf8)
    guard let first = needle.first, bytes.count >= needle.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for start in 0...(bytes.count - needle.count)
      where bytes[start] == first && needle.indices.allSatisfy({ bytes[start + $0] == needle[$0] }) { return true }
      return false
    }
  }

  /// `web: gunicorn app:app`, one process a line.
  mutating func readProcfile(_ file: SourceFile) {
    let lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated().prefix(1_000) {
      let text = String(decoding: line, as: UTF8.self)
      guard let colon = text.firstIndex(of: ":"), !text.hasPrefix("#") else { continue }
      let command = text[text.index(after: colon)...].drop { $0 == " " }.filter { $0 != "\r" }
      guard !command.isEmpty, !["release"].contains(text[..<colon].lowercased()) else { continue }
      let place = Location(file: file.path, line: index + 1)
      // A process manager starts it through a shell, which `exec` replaces.
      starts.append(StartCommand(command: command, location: place, receivesSignals: command.hasPrefix("exec ")))
      if text[..<colon].lowercased() == "web" { addReplicas(ProcessCount.of(ShellWords.split(command)), place) }
    }
  }
}
