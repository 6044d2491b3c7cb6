internal import Model

extension ContextBundle {
  /// Work that no request waits for.
  var jobSection: Section {
    let items = backend.jobs.map { job in
      Section.Item(
        "- \(SafeText.plain(job.name, limit: 100)): \(Self.text(of: job.trigger))\(by(job)) (\(Words.place(job.location)))",
        detail: effects(of: job).flatMap { detail(of: $0) })
    }
    return Section(
      name: "jobs", title: "## Jobs", items: items, weight: 2, detailWeight: 1, more: "more jobs", detailName: "effects"
    )
  }

  private func by(_ job: Job) -> String {
    let by = job.by.isEmpty ? "" : ", by \(SafeText.plain(job.by, limit: 60))"
    return job.isInProcess ? "\(by), in the web process" : by
  }

  private static func text(of trigger: Job.Trigger) -> String {
    switch trigger {
    case .schedule(let schedule):
      schedule.isEmpty ? "on a schedule" : "on schedule \(SafeText.code(schedule, limit: 80))"
    case .message(let topic): topic.isEmpty ? "on a message" : "on messages of \(SafeText.code(topic, limit: 80))"
    case .startup: "at start-up"
    case .manual: "by hand"
    }
  }
}
