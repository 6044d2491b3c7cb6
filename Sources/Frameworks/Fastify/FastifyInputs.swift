internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Inputs that a route's schema declares: JSON Schema, TypeBox, zod.
struct FastifyInputs {
  let context: RecognizerContext

  private static let places: [(key: String, place: Input.Place)] = [
    ("params", .path), ("querystring", .query), ("query", .query), ("body", .body), ("headers", .header),
  ]

  func inputs(_ route: FastifyRoute) -> [Input] {
    guard let schema = route.options["schema"] else { return [] }
    let parts = context.options(schema, in: route.frame)
    return Self.places.flatMap { key, place in
      parts[key].map { SchemaInputs(context: context).inputs(of: $0, place, route.frame) } ?? []
    }
  }
}
