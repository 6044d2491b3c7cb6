internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Routes on applications that are made elsewhere: handed to an exported function that nothing here calls, or behind
/// a router class of the project.
extension ExpressReading {
  /// Whether served code calls `express()`.
  static func makesApplication(_ context: RecognizerContext) -> Bool {
    let evaluator = context.evaluator
    return context.program.fileIDs.contains { id in
      guard context.isServed(id), let index = context.program.index(of: id),
        let file = context.program.file(id)
      else { return false }
      return index.calls.contains { call in
        guard let callee = file.child(call.node, .callee), file[callee].kind == .name else { return false }
        guard context.program.text(file[callee].name).lowercased().contains("express") else { return false }
        return evaluator.value(of: NodeRef(file: id, node: callee)).externalName.map {
          ["express", "express.default"].contains($0)
        } ?? false
      }
    }
  }

  private static let applicationNames: Set<String> = ["app", "router", "server", "application", "expressApp", "api"]

  /// `module.exports = (app) => { app.get("/x", …) }`, called by a loader that reads folders, or by another package.
  func isHandedApplication(_ parameter: NodeRef) -> Bool {
    guard let file = context.program.file(parameter.file), file[parameter.node].kind == .parameter,
      Self.applicationNames.contains(context.program.text(file[parameter.node].name))
    else { return false }
    let function = NodeRef(file: parameter.file, node: file[parameter.node].parent)
    return isExported(function, file) && evaluator.setUpCallers(of: function).isEmpty
  }

  /// Assigned to `module.exports` or `exports.name`, or written after `export`.
  private func isExported(_ function: NodeRef, _ file: SyntaxFile) -> Bool {
    guard file[function.node].kind == .function else { return false }
    let parent = file[function.node].parent
    if file[parent].kind == .export || file[function.node].flags.contains(.exported) { return true }
    guard file[parent].kind == .assignment, let target = file.child(parent, .target), file[target].kind == .member,
      let object = file.child(target, .object)
    else { return false }
    let names = [file[target].name, file[object].name].map { context.program.text($0) }
    return names[0] == "exports" || names[1] == "exports"
  }

  /// A router that is what its module exports, where nothing imports the module: a loader that reads folders does.
  func isLoadedElsewhere(_ root: NodeRef) -> Bool {
    guard let file = context.program.file(root.file), !context.program.aliases.mayImport(file.source.path) else {
      return false
    }
    return evaluator.exported("default", from: root.file)?.site == root
  }

  /// `this.route("GET", "/x", handler)` in a router class of the project or of a package that is not here.
  mutating func readClassRoutes() {
    guard let name = context.program.names.lookup("route") else { return }
    for call in context.program.sites(of: name) where context.isServed(call.file) {
      guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
        file[callee].kind == .member, let object = file.child(callee, .object), file[object].kind == .name,
        context.program.text(file[object].name) == "this", evaluator.argumentCount(of: call) >= 3,
        let method = evaluator.argument(0, of: call).flatMap({ evaluator.value(of: $0).constantText }),
        ExpressRecognizer.verbs.contains(method.lowercased()), method == method.uppercased(),
        let path = evaluator.argument(1, of: call)
      else { continue }
      let own = Registration(
        call: call, method: method.lowercased(), type: "express.Router", site: call,
        context: .plain)
      for text in paths(path, nil) where text.hasPrefix("/") {
        add(own, text, call, flattened(own, from: 2))
      }
    }
  }
}
