internal import Source
internal import Syntax

/// What outsiders have no say in, or not any more.
extension FlowTracer {
  private static let made: Set<String> = [
    "path", "filepath", "tempFilePath", "destination", "buffer", "size", "mimetype",
  ]

  /// `req.file.path` of Multer, formidable and their like: the receiver chose it.
  func isOfReceiver(_ member: String, _ file: SyntaxFile) -> Bool {
    danger == "path" && file.source.language?.isECMAScript == true && Self.made.contains(member)
  }

  func namesUpload(_ owner: NodeID, _ file: SyntaxFile) -> Bool {
    let text = file.text(owner).lowercased()
    return text.contains("file") || text.contains("upload")
  }

  /// `if (!pattern.test(req.params.name)) throw …` earlier in the function.
  func isTested(_ ref: NodeRef, _ file: SyntaxFile) -> Bool {
    guard file.source.language?.isECMAScript == true, danger != "pageSize", danger != "massAssignment",
      let function = file.ancestor(of: ref.node, where: { $0.kind == .function })
    else { return false }
    var node = function + 1
    while node < ref.node {
      if file[node].kind == .ifStatement, file[node].next <= ref.node, let condition = file.child(node, .condition),
        file[condition].kind == .unary, let call = file.child(condition, .value), file[call].kind == .call,
        let callee = file.child(call, .callee), program.text(file[callee].name) == "test",
        let given = file.child(call, .argument), file.text(given) == file.text(ref.node),
        leaves(node, file)
      {
        return true
      }
      node += 1
    }
    return false
  }
}
