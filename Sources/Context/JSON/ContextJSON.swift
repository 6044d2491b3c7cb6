internal import Findings
internal import Model
internal import Source

extension ContextBundle {
  /// The version of the JSON contract. It changes only when something is taken away or changes its meaning.
  package static let schemaVersion = 1

  /// The bundle as JSON: a stable contract, to which fields are only added.
  package func json() -> String {
    var writer = JSONWriter()
    writer.object { document in
      document.field("schemaVersion", Self.schemaVersion)
      document.field("tool") { tool in
        tool.object {
          $0.field("name", "mainstay")
          $0.field("version", mainstayVersion)
        }
      }
      document.field("project") { project in
        project.object {
          $0.field("name", backend.project.name)
          $0.field("root", ".")
          $0.field("revision", backend.project.revision)
        }
      }
      writeLanguages(&document)
      document.field("frameworks", backend.frameworks.map(\.name))
      writeServices(&document)
      writeEndpoints(&document)
      writeDocuments(&document)
      writeTables(&document)
      writeDataStores(&document)
      writeJobs(&document)
      writeSettings(&document)
      writeDependencies(&document)
      writeDeployment(&document)
      writeMap(&document)
      document.field("notes", backend.notes.map(\.file))
      writeDiagnostics(&document)
    }
    return writer.finish()
  }

  private func writeLanguages(_ document: inout JSONWriter) {
    document.field("languages") { field in
      field.array(backend.languages) { writer, language in
        writer.object {
          $0.field("name", language.name)
          $0.field("files", language.files)
          $0.field("lines", language.lines)
          $0.field("bytes", language.bytes)
          $0.field("filesWithSyntaxErrors", language.filesWithSyntaxErrors)
          $0.field("unknownSyntaxShare", language.unknownSyntaxShare)
        }
      }
    }
  }

  private func writeServices(_ document: inout JSONWriter) {
    document.field("services") { field in
      field.array(backend.services) { writer, service in
        writer.object {
          $0.field("name", service.name)
          $0.field("root", service.root.isEmpty ? "." : service.root)
          $0.field("languages", service.languages)
          $0.field("frameworks", service.frameworks)
          $0.places("entryPoints", service.entryPoints)
          $0.field("startCommands") { field in
            field.array(service.startCommands) { writer, start in
              writer.object {
                $0.field("command", redaction.hides(start.location) ? "" : SafeText.maskCredentials(start.command))
                $0.place(start.location)
                $0.field("receivesSignals", start.receivesSignals)
              }
            }
          }
        }
      }
    }
  }

  private func writeDependencies(_ document: inout JSONWriter) {
    document.field("dependencies") { field in
      field.array(backend.dependencies) { writer, dependency in
        writer.object {
          $0.field("name", dependency.name)
          $0.field("version", SafeText.maskCredentials(dependency.version))
          $0.field("development", dependency.isDevelopment)
          $0.place(dependency.location)
        }
      }
    }
  }

  private func writeMap(_ document: inout JSONWriter) {
    document.field("centralCode") { field in
      field.array(map.files.prefix(Self.mappedFiles)) { writer, file in
        writer.object {
          $0.field("file", file.path)
          $0.field("commits", file.commits)
          $0.field("rank", file.rank)
          $0.field("functions") { field in
            field.array(file.functions) { writer, id in
              writer.object {
                $0.field("name", backend[id].name)
                $0.field("line", backend[id].location.startLine)
              }
            }
          }
        }
      }
    }
  }

  private func writeDiagnostics(_ document: inout JSONWriter) {
    document.field("diagnostics") { field in
      field.array(backend.diagnostics) { writer, diagnostic in
        writer.object {
          $0.field("severity", diagnostic.severity.rawValue)
          $0.field("file", diagnostic.file)
          $0.field("line", diagnostic.line)
          $0.field("message", diagnostic.message)
        }
      }
    }
  }
}

extension JSONWriter {
  /// `file` and `line` of the object being written.
  mutating func place(_ location: Location) {
    field("file", location.file)
    field("line", location.startLine)
  }

  /// A list of places.
  mutating func places(_ key: String, _ locations: [Location]) {
    field(key) { field in
      field.array(locations) { writer, location in writer.object { $0.place(location) } }
    }
  }
}
