internal import Formats
internal import Model
internal import Source

/// What the documents of a project say about it: how it starts and is deployed, what it depends on, its own notes.
enum ProjectStage {
  /// Fills in what no code says. The result does not depend on the number of workers.
  static func describe(_ tree: SourceTree, root: String, workers: Int, into backend: inout Backend) {
    let read = parallelMap(count: tree.documents.count, workers: workers) { DocumentFacts.read(tree.documents[$0]) }
    let paths = Set(tree.files.map(\.path))
    backend.project.name = tree.services.first { $0.path.isEmpty }?.name ?? ""
    backend.project.revision = GitHistory(root: root)?.revision ?? ""
    backend.notes = read.compactMap(\.note)
    backend.dependencies = ManifestDependencies.joined(read)
    backend.deployment.images = read.flatMap(\.images)
    backend.deployment.probes = read.flatMap(\.probes)
    backend.deployment.replicas = largest(read.flatMap(\.replicas))
    backend.deployment.pipelines = tree.documents.filter { Pipelines.isPipeline($0.path) }.map {
      Location(file: $0.path, line: 1)
    }
    backend.deployment.tests = TestFolders.of(tree.files)
    describeServices(tree, read, paths, &backend)
  }

  /// The first of the largest, so that equal figures do not depend on chance.
  private static func largest(_ replicas: [Deployment.Replicas]) -> Deployment.Replicas? {
    replicas.reduce(nil) { best, next in next.count > best?.count ?? 1 ? next : best }
  }

  private static func describeServices(
    _ tree: SourceTree, _ read: [DocumentFacts], _ paths: Set<String>, _ backend: inout Backend
  ) {
    let owners = ServiceOwners(tree.services)
    for index in backend.endpoints.indices where backend.endpoints[index].service == 0 {
      backend.endpoints[index].service = owners.index(of: backend.endpoints[index].registered.file)
    }
    for index in backend.servers.indices {
      backend.servers[index].service = owners.index(of: backend.servers[index].location.file)
    }
    for start in read.flatMap(\.starts) {
      backend.services[owners.index(of: start.location.file)].startCommands.append(start)
    }
    for index in backend.services.indices {
      let service = backend.services[index]
      // A library has a main module as well; only a service is started by it.
      let isServing = backend.services.count == 1 || backend.endpoints.contains { $0.service == index }
      let mains = isServing ? read.flatMap(\.mains).filter { owners.index(of: $0.file) == index } : []
      backend.services[index].entryPoints = EntryPoints(paths, root: service.root).of(
        service.startCommands.map(\.command), mains: mains, customary: isServing)
    }
    addLanguages(tree, owners, &backend)
    for framework in backend.frameworks {
      add(framework.name, to: &backend.services[owners.index(of: framework.location.file)].frameworks)
    }
    for endpoint in backend.endpoints where backend.services.indices.contains(endpoint.service) {
      add(endpoint.framework, to: &backend.services[endpoint.service].frameworks)
    }
    for index in backend.services.indices { backend.services[index].frameworks.sort() }
  }

  private static func addLanguages(_ tree: SourceTree, _ owners: ServiceOwners, _ backend: inout Backend) {
    for file in tree.files where file.purpose == .production {
      guard let language = file.language else { continue }
      add(language.name, to: &backend.services[owners.index(of: file.path)].languages)
    }
    for index in backend.services.indices { backend.services[index].languages.sort() }
  }

  private static func add(_ name: String, to names: inout [String]) {
    if !name.isEmpty, !names.contains(name) { names.append(name) }
  }
}

/// Which service a file belongs to: that of the innermost root around it.
struct ServiceOwners {
  private let indices: [String: Int]

  init(_ services: [ServiceRoot]) {
    indices = Dictionary(services.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Index into the services. There is at least the root.
  func index(of path: String) -> Int {
    var folder = Substring(path)
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if let index = indices[String(folder)] { return index }
    }
    return indices[""] ?? 0
  }
}

/// Files of continuous integration.
enum Pipelines {
  static func isPipeline(_ path: String) -> Bool {
    let lower = path.lowercased()
    let name = lower.split(separator: "/").last ?? ""
    if lower.hasPrefix(".github/workflows/") || lower.hasPrefix(".circleci/") || lower.hasPrefix(".buildkite/")
      || lower.hasPrefix(".woodpecker/") || lower.hasPrefix(".gitea/workflows/")
      || lower.hasPrefix(".forgejo/workflows/")
    {
      return name.hasSuffix(".yml") || name.hasSuffix(".yaml")
    }
    return !lower.contains("/") && names.contains(String(name))
  }

  private static let names: Set<String> = [
    ".gitlab-ci.yml", ".gitlab-ci.yaml", ".travis.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", "jenkinsfile",
    "appveyor.yml", ".appveyor.yml", ".drone.yml", ".woodpecker.yml", "cloudbuild.yaml", "cloudbuild.yml",
    "buildspec.yml", ".cirrus.yml", "codefresh.yml",
  ]
}

/// Where tests lie, as few folders as say it.
enum TestFolders {
  /// Listed at most.
  static let limit = 30

  private static let names: Set<String> = [
    "test", "tests", "__tests__", "spec", "specs", "e2e", "integration-tests", "integration_tests", "testing",
    "cypress",
  ]

  /// Files beside the code that are named one by one; of more, their folder is named.
  static let filesNamed = 3

  /// Sorted; a folder named for tests stands for everything in it.
  static func of(_ files: [SourceFile]) -> [String] {
    var folders: Set<String> = []
    var beside: [String: [String]] = [:]
    for file in files where file.purpose == .test {
      let parts = file.path.split(separator: "/").dropLast()
      if let end = parts.firstIndex(where: { names.contains($0.lowercased()) }) {
        folders.insert(parts[...end].joined(separator: "/"))
      } else {
        beside[parts.prefix(2).joined(separator: "/"), default: []].append(file.path)
      }
    }
    let single = beside.flatMap { folder, paths in paths.count > filesNamed && !folder.isEmpty ? [folder] : paths }
    let outer = folders.filter { folder in !folders.contains { folder.hasPrefix($0 + "/") } }
    return Array((outer + single).sorted().prefix(limit))
  }
}
