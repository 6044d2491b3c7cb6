internal import Findings
internal import Model
internal import Source

extension ContextBundle {
  func writeTables(_ document: inout JSONWriter) {
    document.field("tables") { field in
      field.array(backend.tables) { writer, table in writer.object { write(table, &$0) } }
    }
  }

  private func write(_ table: Table, _ writer: inout JSONWriter) {
    writer.field("name", table.name)
    writer.field("model", table.model)
    writer.place(table.location)
    writer.field("columns") { field in
      field.array(table.columns) { writer, column in
        writer.object {
          $0.field("name", column.name)
          $0.field("type", column.type)
          $0.field("primaryKey", column.isPrimaryKey)
          $0.field("nullable", column.isNullable)
          $0.field("line", column.location.startLine)
        }
      }
    }
    writer.field("uniques") { $0.array(table.uniques) { $0.array($1) { $0.value($1) } } }
    writer.field("indexes") { $0.array(table.indexes) { $0.array($1) { $0.value($1) } } }
    writer.field("relations") { field in
      field.array(table.relations) { writer, relation in
        writer.object {
          $0.field("name", relation.name)
          $0.field("target", relation.target)
          $0.field("collection", relation.isCollection)
          $0.field("eager", relation.isEager)
          $0.field("line", relation.location.startLine)
        }
      }
    }
  }

  func writeDataStores(_ document: inout JSONWriter) {
    document.field("dataStores") { field in
      field.array(backend.dataStores) { writer, store in
        writer.object {
          $0.field("kind", store.kind.rawValue)
          $0.field("engine", store.engine)
          $0.field("driver", store.driver)
          $0.place(store.location)
          $0.field("pool") { write(store.pool, &$0) }
          $0.field("connectTimeout") { write(store.connectTimeout, &$0) }
          $0.field("statementTimeout") { write(store.statementTimeout, &$0) }
        }
      }
    }
  }

  private func write(_ pool: Pool?, _ writer: inout JSONWriter) {
    guard let pool else { return writer.null() }
    writer.object {
      $0.field("size", pool.size)
      $0.field("default", pool.isDefault)
    }
  }

  /// `state` is "none", "set", "default" or "unknown"; `seconds` is `null` where it is not known.
  private func write(_ timeout: Timeout, _ writer: inout JSONWriter) {
    let (state, seconds): (String, Double?) =
      switch timeout {
      case .none: ("none", nil)
      case .set(let seconds): ("set", seconds)
      case .libraryDefault(let seconds): ("default", seconds)
      case .unknown: ("unknown", nil)
      }
    writer.object {
      $0.field("state", state)
      $0.field("seconds") { if let seconds { $0.value(seconds) } else { $0.null() } }
    }
  }

  func writeJobs(_ document: inout JSONWriter) {
    document.field("jobs") { field in
      field.array(backend.jobs) { writer, job in
        writer.object {
          $0.field("name", job.name)
          write(job.trigger, &$0)
          $0.field("by", job.by)
          $0.field("inProcess", job.isInProcess)
          $0.place(job.location)
          if let reached = effects(of: job) {
            $0.field("effects") { write(reached, &$0) }
          } else {
            $0.field("effects", [])
          }
        }
      }
    }
  }

  /// `trigger` is "schedule", "message", "startup" or "manual"; `on` is the schedule or the topic.
  private func write(_ trigger: Job.Trigger, _ writer: inout JSONWriter) {
    let (kind, value) =
      switch trigger {
      case .schedule(let schedule): ("schedule", schedule)
      case .message(let topic): ("message", topic)
      case .startup: ("startup", "")
      case .manual: ("manual", "")
      }
    writer.field("trigger", kind)
    writer.field("on", value)
  }

  /// The default of a secret is never written.
  func writeSettings(_ document: inout JSONWriter) {
    document.field("settings") { field in
      field.array(backend.settings) { writer, setting in
        writer.object {
          $0.field("name", setting.name)
          $0.field("default", visibleDefault(of: setting) ?? "")
          $0.field("required", setting.isRequired)
          $0.field("secret", setting.isSecret)
          $0.place(setting.location)
        }
      }
    }
  }

  func writeDeployment(_ document: inout JSONWriter) {
    let deployment = backend.deployment
    document.field("deployment") { field in
      field.object { writer in
        writer.field("images") { field in
          field.array(deployment.images) { writer, image in
            writer.object {
              $0.field("file", image.file)
              $0.field("line", image.location.startLine)
              let isHidden = redaction.hides(image.commandLocation ?? image.location)
              $0.field("command", isHidden ? "" : SafeText.maskCredentials(image.command))
              $0.field("healthCheck", image.hasHealthCheck)
            }
          }
        }
        writer.field("probes") { field in
          field.array(deployment.probes) { writer, probe in
            writer.object {
              $0.field("path", probe.path)
              $0.place(probe.location)
            }
          }
        }
        writer.field("replicas", deployment.replicas?.count)
        writer.places("pipelines", deployment.pipelines)
        writer.field("tests", deployment.tests)
      }
    }
  }
}
