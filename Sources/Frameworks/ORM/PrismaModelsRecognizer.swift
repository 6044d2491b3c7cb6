internal import Formats
internal import Model
internal import Resolution
internal import Source

/// Tables from Prisma's schema files.
enum PrismaModelsRecognizer: Recognizer {
  static let name = "prisma"
  static let triggers = ["@prisma/client", "prisma"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var seen: Set<String> = []
    for document in context.program.tree.documents where document.path.hasSuffix(".prisma") {
      let schema = PrismaSchema(text: String(decoding: document.bytes, as: UTF8.self), path: document.path)
      // The same model for several databases lies in several files.
      for table in schema.tables where seen.insert(table.model).inserted { draft.tables.append(table) }
    }
  }
}
