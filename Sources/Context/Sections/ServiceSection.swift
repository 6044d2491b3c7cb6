internal import Model

extension ContextBundle {
  /// What is deployed and how it starts.
  var serviceSection: Section {
    var items: [Section.Item] = []
    for (index, service) in backend.services.enumerated() { items += lines(of: service, index) }
    items += backend.deployment.images.map { image in
      // A command that starts a service is named there.
      let place = image.commandLocation ?? image.location
      let isNamed = backend.services.contains { $0.startCommands.contains { $0.location == place } }
      let command =
        image.command.isEmpty || isNamed || redaction.hides(place) ? "" : ", runs \(SafeText.code(image.command))"
      return Section.Item(
        "- image from \(SafeText.plain(image.file))\(command)\(image.hasHealthCheck ? ", with a health check" : "")",
        rank: 2)
    }
    items += backend.deployment.probes.map {
      Section.Item("- health probe \(SafeText.code($0.path)) (\(Words.place($0.location)))", rank: 2)
    }
    if let replicas = backend.deployment.replicas {
      items.append(
        Section.Item(
          "- \(Words.count(replicas.count, "process", plural: "processes")) or instances (\(Words.place(replicas.location)))",
          rank: 2))
    }
    return Section(name: "how it starts", title: "## How it starts", items: items, weight: 2, more: "more facts")
  }

  private func lines(of service: Service, _ index: Int) -> [Section.Item] {
    var items: [Section.Item] = []
    let count = backend.endpoints.count { $0.service == index }
    // Browser applications and libraries of a monorepo come last.
    let rank = count > 0 || backend.services.count == 1 ? 0 : service.startCommands.isEmpty ? 4 : 3
    if backend.services.count > 1 {
      let built = service.frameworks.isEmpty ? service.languages : service.frameworks
      let facts = [
        Words.list(built.map { SafeText.plain($0, limit: 40) }, limit: 6),
        count > 0 ? Words.count(count, "endpoint") : "",
      ]
      let words = facts.filter { !$0.isEmpty }.joined(separator: "; ")
      let place = service.root.isEmpty ? "the root" : SafeText.clean(service.root)
      items.append(
        Section.Item(
          "- service \(SafeText.plain(service.name, limit: 80)) in \(place)\(words.isEmpty ? "" : ": \(words)")",
          rank: rank))
    }
    items += service.startCommands.filter { !redaction.hides($0.location) }.map {
      Section.Item("- starts with \(SafeText.code($0.command)) (\(Words.place($0.location)))", rank: rank)
    }
    items += backend.servers.filter { $0.service == index }.map {
      let drains = $0.drains.map { $0 ? ", drains on SIGTERM" : ", does not drain on SIGTERM" } ?? ""
      return Section.Item(
        "- served by \(SafeText.plain($0.by, limit: 60)) (\(Words.place($0.location)))\(drains)", rank: rank)
    }
    items += service.entryPoints.map { Section.Item("- entry point \(Words.place($0))", rank: rank) }
    return items
  }
}
