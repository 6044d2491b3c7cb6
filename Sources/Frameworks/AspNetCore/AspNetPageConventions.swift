internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Where a page lies: its area, and its path below the folder of pages, without the ending: "/Orders/Edit".
struct AspNetPagePlace {
  let area: String?
  let path: String
}

/// What is said of pages in one place: `options.Conventions.AuthorizeFolder("/Admin")`, `AddPageRoute(…)`.
struct AspNetPageConventions {
  private struct Convention {
    let name: String
    let area: String?
    let path: String
    /// The policy or the route behind the path.
    let last: NodeRef?
    let site: NodeRef
  }

  private let context: RecognizerContext
  private let attributes: AspNetAttributes
  private var conventions: [Convention] = []
  private let projects: AspNetProjects

  private static let names: Set<String> = [
    "AuthorizeFolder", "AuthorizePage", "AuthorizeAreaFolder", "AuthorizeAreaPage", "AllowAnonymousToPage",
    "AllowAnonymousToFolder", "AllowAnonymousToAreaPage", "AllowAnonymousToAreaFolder", "AddPageRoute",
    "AddAreaPageRoute",
  ]

  init(_ context: RecognizerContext, _ walk: AspNetWalk, _ files: [FileID]) {
    self.context = context
    attributes = AspNetAttributes(context: context)
    projects = AspNetProjects(context.program)
    for id in files {
      guard let file = context.program.file(id), let index = context.program.index(of: id) else { continue }
      for call in index.calls {
        let name = context.program.text(call.name)
        // The pages of ASP.NET Identity bring conventions of their own (IdentityDefaultUIConfigureOptions).
        if name == "AddDefaultUI" || name == "AddDefaultIdentity" {
          let site = NodeRef(file: id, node: call.node)
          for (name, path) in [("AuthorizeAreaFolder", "/Account/Manage"), ("AuthorizeAreaPage", "/Account/Logout")] {
            conventions.append(Convention(name: name, area: "Identity", path: path, last: nil, site: site))
          }
          continue
        }
        guard Self.names.contains(name) else { continue }
        let given = file.children(call.node, .argument).map { argument in
          NodeRef(
            file: id,
            node: file[argument].kind == .keywordArgument ? file.child(argument, .value) ?? argument : argument)
        }
        let isOfArea = name.contains("Area")
        let texts = given.prefix(isOfArea ? 2 : 1).map { attributes.text($0) }
        guard texts.count == (isOfArea ? 2 : 1), case let path?? = texts.last else { continue }
        conventions.append(
          Convention(
            name: name, area: isOfArea ? texts[0] : nil, path: path.hasPrefix("/") ? path : "/" + path,
            last: given.count > texts.count ? given[texts.count] : nil, site: NodeRef(file: id, node: call.node)))
      }
    }
  }

  private func concerning(_ place: AspNetPagePlace, _ serving: [AspNetApplication]) -> [Convention] {
    conventions.filter { convention in
      guard convention.area == place.area, serving.contains(where: { projects.runs($0, convention.site.file) }) else {
        return false
      }
      if convention.name.hasSuffix("Folder") {
        return convention.path == "/" || place.path.lowercased().hasPrefix(convention.path.lowercased() + "/")
      }
      return place.path.lowercased() == convention.path.lowercased()
    }
  }

  /// What they ask of the callers of a page.
  func add(to facts: inout AspNetAuth.Facts, for place: AspNetPagePlace, _ serving: [AspNetApplication]) {
    for convention in concerning(place, serving) {
      if convention.name.hasPrefix("Authorize") {
        facts.demands.append(AspNetDemand(policies: convention.last.map { [$0] } ?? [], place: convention.site))
      } else if convention.name.hasPrefix("Allow") {
        facts.isAnonymous = true
      }
    }
  }

  /// Further routes that they give a page.
  func routes(of place: AspNetPagePlace, _ serving: [AspNetApplication]) -> [String] {
    concerning(place, serving).compactMap { convention in
      convention.name.hasPrefix("Add") ? convention.last.flatMap { attributes.text($0) } : nil
    }
  }
}
