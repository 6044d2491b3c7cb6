internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// A folder of files that is mounted on an application.
struct MountedFolder {
  let call: NodeRef
  let host: NodeRef
  let path: String
  let folder: NodeRef?
  let frame: Frame?
  let auth: Auth
}

/// `app.mount("/static", StaticFiles(directory="static"))`. Dependencies of an application don't run before it.
extension FastAPIReading {
  private static let files: Set<String> = ["starlette.staticfiles.StaticFiles", "fastapi.staticfiles.StaticFiles"]

  /// Notes a mount when what is mounted serves files; answers whether it does.
  mutating func noteFolder(
    _ value: Value, at path: String, on host: NodeRef, mountedBy call: NodeRef, in frame: Frame?
  ) -> Bool {
    var isFound = false
    for alternative in value.alternatives {
      guard let auth = auth(ofFiles: alternative) else { continue }
      let site = alternative.site
      let folder = site.flatMap { evaluator.argument(named: "directory", of: $0) ?? evaluator.argument(0, of: $0) }
      folders.append(
        MountedFolder(call: call, host: host, path: path, folder: folder, frame: frame, auth: auth))
      isFound = true
    }
    return isFound
  }

  /// What an object that serves files asks for; `nil` when it does something else.
  private func auth(ofFiles value: Value) -> Auth? {
    switch value {
    case .object(let name, _) where Self.files.contains(name): return Auth(.none)
    case .instance(let type, _):
      guard evaluator.externalAncestors(of: type).contains(where: Self.files.contains) else { return nil }
      // What the class does before it answers may be anything.
      let isOwn = ["__call__", "get_response"].contains { evaluator.method($0, of: type) != nil }
      return isOwn ? Auth(.unknown, by: evaluator.qualifiedName(of: type)) : Auth(.none)
    default: return nil
    }
  }

  /// One endpoint for each way in which the application of a folder hangs.
  mutating func readFolders() {
    for mounted in folders {
      for chain in mounts.chains(to: mounted.host) {
        let root = chain.first?.parent ?? mounted.host
        guard isServed(root, chain) else { continue }
        var endpoint = context.servedFolder(
          below: PathTemplate.braces(path(mounted.path, mounted.host, chain)), mounted.folder, in: mounted.frame,
          framework: frameworks.contains { $0.name == "fastapi" } ? "fastapi" : "starlette",
          registeredBy: mounted.call)
        endpoint.auth = mounted.auth
        endpoints.append(endpoint)
      }
    }
  }
}
