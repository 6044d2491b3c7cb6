internal import Findings
internal import Model
internal import Source

extension ContextBundle {
  func writeEndpoints(_ document: inout JSONWriter) {
    document.field("endpoints") { field in
      field.array(backend.endpoints + backend.servedFolders) { writer, endpoint in
        writer.object { write(endpoint, &$0) }
      }
    }
  }

  private func write(_ endpoint: Endpoint, _ writer: inout JSONWriter) {
    writer.field("method", endpoint.method)
    writer.field("path", endpoint.path)
    writer.field("protocol", endpoint.transport.rawValue)
    if let streaming = endpoint.streaming { writer.field("streams", streaming.rawValue) }
    if let folder = endpoint.folder {
      writer.field("kind", "files")
      writer.field("folder", folder)
      writer.field("files", endpoint.servedFiles)
    }
    writer.field("framework", endpoint.framework)
    writer.field("auth") { $0.object { write(endpoint.auth, &$0) } }
    writer.field("handler") { field in
      field.object {
        $0.field("name", endpoint.handler.name)
        $0.place(endpoint.handler.location)
      }
    }
    writer.field("registered") { $0.object { $0.place(endpoint.registered) } }
    writer.field("middleware") { field in
      field.array(endpoint.middleware) { writer, middleware in writer.object { write(middleware, &$0) } }
    }
    writer.field("rateLimit") { field in
      if let limit = endpoint.rateLimit { field.object { write(limit, &$0) } } else { field.null() }
    }
    writer.field("inputs") { field in
      field.array(endpoint.inputs) { writer, input in writer.object { write(input, &$0) } }
    }
    let reached = effects(of: endpoint)
    writer.field("effects") { write(reached, &$0) }
    if reached.isTruncated { writer.field("effectsTruncated", true) }
  }

  /// An endpoint without a place of its auth has an empty file and line 0.
  private func write(_ auth: Auth, _ writer: inout JSONWriter) {
    writer.field("requirement", auth.requirement.rawValue)
    writer.field("by", auth.by)
    writer.field("file", auth.location?.file ?? "")
    writer.field("line", auth.location?.startLine ?? 0)
    writer.field("roles", auth.roles)
    writer.field("public", auth.isExplicitlyPublic)
  }

  private func write(_ middleware: Middleware, _ writer: inout JSONWriter) {
    writer.field("name", middleware.name)
    writer.field("kind", middleware.kind.rawValue)
    writer.place(middleware.location)
  }

  private func write(_ input: Input, _ writer: inout JSONWriter) {
    writer.field("name", input.name)
    writer.field("in", input.place.rawValue)
    writer.field("type", input.type)
    writer.field("required", input.isRequired)
    writer.field("validated", input.isValidated)
  }

  /// Compact entries, each place once, in the order in which a request reaches them.
  func write(_ effects: ReachedEffects, _ writer: inout JSONWriter) {
    writer.array(effects.effects) { writer, entry in
      writer.object {
        $0.field("kind", entry.text.kind)
        $0.field("what", entry.text.what)
        $0.place(entry.effect.location)
      }
    }
  }
}
