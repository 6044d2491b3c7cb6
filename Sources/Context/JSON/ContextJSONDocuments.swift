internal import Findings
internal import Model

extension ContextBundle {
  func writeDocuments(_ document: inout JSONWriter) {
    document.field("documents") { field in
      field.array(backend.documents) { writer, described in
        writer.object { write(described, &$0) }
      }
    }
  }

  private func write(_ document: APIDocument, _ writer: inout JSONWriter) {
    writer.field("file", document.file)
    writer.field("version", document.version)
    writer.field("title", document.title)
    writer.field("basePaths", document.basePaths)
    writer.field("mountedAt", document.mountedAt ?? "")
    writer.field("describesProject", document.describesProject)
    writer.field("isCode", document.isCode)
    writer.field("matched", document.matched)
    writer.field("operations") { field in
      field.array(document.operations) { writer, operation in
        writer.object { write(operation, &$0) }
      }
    }
  }

  private func write(_ operation: APIOperation, _ writer: inout JSONWriter) {
    writer.field("method", operation.method)
    writer.field("path", operation.path)
    writer.field("operationId", operation.identifier)
    writer.place(operation.location)
    switch operation.security {
    case .required(let names):
      writer.field("security", "required")
      writer.field("schemes", names)
    case .optional: writer.field("security", "optional")
    case .none: writer.field("security", "none")
    case .unsaid: writer.field("security", "unsaid")
    }
    switch operation.match {
    case .path(let id), .name(let id): writer.field("endpoint", backend[id].title)
    case .perhaps: writer.field("endpoint", "perhaps")
    case nil: writer.field("endpoint", "")
    }
  }
}
