internal import Source
internal import Syntax

/// The request object of .NET.
extension FlowTracer {
  private static let requestMembers: [String: String] = [
    "Query": "query string", "QueryString": "query string", "Form": "form", "Headers": "header", "Cookies": "cookie",
    "Body": "body", "BodyReader": "body", "RouteValues": "path parameter", "Path": "path", "Host": "header",
    "ContentType": "header",
  ]

  /// `context.Request.Query`, `request.Form` of a parameter; `Request.Query`, `HttpContext.Request.Query` in a controller.
  func dotnetRequestMember(
    _ name: String, _ ref: NodeRef, _ object: NodeID, _ file: SyntaxFile
  ) -> (what: String, handler: NodeRef?)? {
    guard file.source.language == .csharp, let what = Self.requestMembers[name] else { return nil }
    var owner = object
    let isOfContext = file[object].kind == .member
    if isOfContext {
      guard program.text(file[object].name) == "Request", let inner = file.child(object, .object) else { return nil }
      owner = inner
    }
    guard file[owner].kind == .name else { return nil }
    if let handler = requestParameter(NodeRef(file: ref.file, node: owner), file) { return (what, handler) }
    guard ["Request", "HttpContext", "this"].contains(program.text(file[owner].name)),
      isOfContext || program.text(file[owner].name) == "Request", let index = program.index(of: ref.file)
    else { return nil }
    let function = NodeRef(file: ref.file, node: index.function(around: ref.node, in: file))
    guard let type = file.ancestor(of: ref.node, where: { $0.kind == .classDeclaration }),
      sources.views.contains(NodeRef(file: ref.file, node: type))
    else { return nil }
    return (what, function)
  }
}
