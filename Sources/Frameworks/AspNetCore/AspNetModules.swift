internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Carter's modules: classes whose `AddRoutes` maps what hangs where `MapCarter` is called.
struct AspNetModules {
  let walk: AspNetWalk
  let projects: AspNetProjects

  private var context: RecognizerContext { walk.context }

  func run() {
    let mounts = walk.modules.filter { $0.kind == "carter" }
    for id in walk.files {
      guard let file = context.program.file(id), let index = context.program.index(of: id) else { continue }
      for scope in index.scopes where scope.kind == .type && file[scope.node].kind == .classDeclaration {
        let isModule = file.children(scope.node, .base).contains {
          ["ICarterModule", "CarterModule"].contains(walk.attributes.lastName($0, file))
        }
        guard isModule else { continue }
        let node = mounts.first?.node ?? root(id)
        add(NodeRef(file: id, node: scope.node), file, below: node)
      }
    }
  }

  private func root(_ id: FileID) -> Int {
    walk.nodes.append(AspNetNode(parent: nil, prefix: ""))
    walk.applications.append(AspNetApplication(file: id, root: walk.nodes.count - 1))
    return walk.nodes.count - 1
  }

  private func add(_ type: NodeRef, _ file: SyntaxFile, below parent: Int) {
    guard let body = file.child(type.node, .body) else { return }
    let node = walk.node(below: parent, prefix(body, type.file, file))
    for member in file.children(body) where file[member].kind == .function {
      let name = context.program.text(file[member].name)
      if file[member].flags.contains(.constructor), let inner = file.child(member, .body) {
        convention(inner, file, node, type.file)
      }
      if name == "AddRoutes" { walk.enter(NodeRef(file: type.file, node: member), file, at: node) }
    }
  }

  /// `: base("/directors")`.
  private func prefix(_ body: NodeID, _ id: FileID, _ file: SyntaxFile) -> String {
    for node in body..<file[body].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee), context.program.text(file[callee].name) == "base",
        let argument = file.child(node, .argument)
      else { continue }
      return walk.attributes.text(NodeRef(file: id, node: argument)) ?? ""
    }
    return ""
  }

  /// `RequireAuthorization();` in the constructor.
  private func convention(_ body: NodeID, _ file: SyntaxFile, _ node: Int, _ id: FileID) {
    for call in body..<file[body].next where file[call].kind == .call {
      guard let callee = file.child(call, .callee) else { continue }
      if context.program.text(file[callee].name) == "RequireAuthorization" {
        walk.nodes[node].authorizes.append(AspNetDemand(place: NodeRef(file: id, node: call)))
      }
    }
  }
}
