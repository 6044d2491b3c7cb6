package import Model
package import Source

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

  /// What is said of each file's parameters and classes, as one digest by file id.
  package func digests(fileCount: Int) -> [Digest] {
    var digests = [Digest](repeating: Digest(key: 0), count: fileCount)
    func add(_ node: NodeRef, _ text: String) {
      digests[Int(node.file.index)].add(UInt64(UInt32(bitPattern: node.node)))
      digests[Int(node.file.index)].add(text)
    }
    for (node, kind) in parameters.sorted(by: { $0.key < $1.key }) {
      switch kind {
      case .value(let name, let place, let isText): add(node, "\(name) \(place) \(isText)")
      case .request: add(node, "request")
      }
    }
    for node in segments.sorted() { add(node, "segment") }
    for node in views.sorted() { add(node, "view") }
    return digests
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
