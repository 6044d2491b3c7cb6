package import Model

/// Parameters through which a request's values come into handlers, as recognizers saw them.
package struct RequestSources: Sendable {
  /// What a parameter holds.
  package enum Kind: Sendable, Hashable {
    /// One value of the request; `isText` is false for numbers, UUIDs, enums and the like, which can carry no code.
    case value(name: String, place: Input.Place, isText: Bool)
    /// The whole request: its members are the values.
    case request
  }

  /// By the parameter's node.
  package var parameters: [NodeRef: Kind] = [:]

  /// Parameters that hold one segment of the path: no slash gets into them.
  package var segments: Set<NodeRef> = []

  /// Parameters of numbers that a validator gives a largest value, where the handler does not show it.
  package var bounded: Set<NodeRef> = []

  /// Classes of views, in whose methods `self.request` is the request and `self.kwargs` what the route picked.
  package var views: Set<NodeRef> = []

  package init() {}

  package mutating func merge(_ other: RequestSources) {
    parameters.merge(other.parameters) { first, _ in first }
    segments.formUnion(other.segments)
    bounded.formUnion(other.bounded)
    views.formUnion(other.views)
  }

  /// Members of request objects that an outsider controls, whatever the framework calls them.
  static let members: [String: String] = [
    "query": "query string", "body": "body", "params": "path parameter", "headers": "header", "cookies": "cookie",
    "args": "query string", "form": "form", "values": "parameters", "json": "body", "get_json": "body", "data": "body",
    "files": "upload", "GET": "query string", "POST": "form", "COOKIES": "cookie", "FILES": "upload", "META": "header",
    "query_params": "query string", "path_params": "path parameter", "payload": "body", "match_info": "path parameter",
    "rel_url": "query string", "param": "path parameter", "request": "request", "raw_body": "body", "text": "body",
    "post": "form", "file": "upload", "view_args": "path parameter", "query_string": "query string", "url": "url",
    "originalUrl": "url", "path": "path", "hostname": "header", "header": "header",
  ]
}
