internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// ASP.NET Core: controllers with attributes and conventions, minimal APIs, SignalR; Carter and FastEndpoints on it.
enum AspNetCoreRecognizer: Recognizer {
  static let name = "aspnetcore"
  static let triggers = ["Microsoft.AspNetCore"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let files = context.program.fileIDs.filter { id in
      context.program.tree[id].language == .csharp && context.isServed(id)
    }
    guard !files.isEmpty else { return }
    let projects = AspNetProjects(context.program)
    let walk = AspNetWalk(context, files)
    walk.run()
    AspNetModules(walk: walk, projects: projects).run()
    let auth = AspNetAuth(context, walk, projects, files)
    var controllers = AspNetEndpoints(context, auth, projects, walk.applications)
    controllers.read(files)
    var routes = AspNetRoutes(context, walk, auth, projects)
    routes.read()
    var pages = AspNetPages(context, walk, auth, projects, files)
    pages.read()
    var fast = FastEndpoints(context, walk, files)
    fast.read()
    draft.endpoints += controllers.endpoints + routes.endpoints + fast.endpoints
    draft.endpoints += pages.endpoints
    draft.sources.merge(pages.sources)
    draft.sources.merge(controllers.sources)
    draft.sources.merge(routes.sources)
    draft.sources.merge(fast.sources)
    if let first = draft.endpoints.first {
      draft.frameworks.append(FrameworkUse(name: name, location: first.registered))
    }
  }
}
