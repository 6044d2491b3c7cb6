internal import Source
package import Model
package import Resolution
internal import Syntax

extension RecognizerContext {
  /// An endpoint that answers with the files of a folder, below a prefix in the contract's form.
  package func servedFolder(
    below prefix: String, _ folder: NodeRef?, in frame: Frame?, framework: String, registeredBy call: NodeRef
  ) -> Endpoint {
    let place = chainLocation(call)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: "GET", path: PathTemplate.join(prefix, "{path}"), framework: framework,
      auth: Auth(.none), handler: Handler(name: "", location: place, function: nil), registered: place)
    endpoint.folder = folder.map { folderTitle($0, in: frame) } ?? ""
    endpoint.inputs = [Input(name: "path", place: .path, isRequired: true)]
    return endpoint
  }

  /// A folder as the code says it: its path, or the expression where that is made at run time.
  package func folderTitle(_ ref: NodeRef, in frame: Frame?) -> String {
    if let text = evaluator.value(of: ref, in: frame).constantText { return text }
    guard let file = program.file(ref.file) else { return "" }
    if file.source.language?.isECMAScript == true, let folder = folder(ref, in: frame) { return folder }
    let written = file.text(ref.node)
    return written.utf8.count > 80 || written.contains("\n") ? "" : written
  }
}
