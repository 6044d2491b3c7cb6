internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// One application of JAX-RS: where it is, and what it is made of.
struct JAXRSApplication {
  /// "" for an application without a class of its own.
  let name: String
  let prefix: String
}

/// Where the resources of a module are mounted, and what is set up around them.
final class JAXRSModule {
  let module: Int?
  private let project: JavaProject
  private(set) var applications: [JAXRSApplication] = []
  private(set) var root = ""
  /// Resources that are registered by hand, where nothing else finds them (Dropwizard).
  private(set) var registered: Set<JavaType>?
  let isDropwizard: Bool
  let isQuarkus: Bool
  private(set) var hasRolesFeature = false
  private(set) var hasAuthFeature = false

  init(_ project: JavaProject, module: Int?) {
    self.project = project
    self.module = module
    func depends(_ text: String) -> Bool {
      module.map { project.modules.depends($0) { $0.contains(text) } } ?? false
    }
    let types = project.types.filter { Self.index(of: $0, project) == module }
    func imports(_ prefix: String) -> Bool {
      types.contains { type in
        project.imports(of: type.ref.file)?.types.values.contains { $0.hasPrefix(prefix) } ?? false
      }
    }
    isDropwizard = depends("dropwizard") || imports("io.dropwizard.")
    isQuarkus = depends("quarkus") || imports("io.quarkus.")
    root = isQuarkus ? project.settings.value("quarkus.http.root-path", in: module) ?? "" : ""
    readApplications(types)
    readSetUp(types)
  }

  static func index(of type: JavaType, _ project: JavaProject) -> Int? {
    project.module(of: type.ref.file)
  }

  // MARK: Prefixes

  private func readApplications(_ types: [JavaType]) {
    let descriptors = descriptorMappings()
    for type in types where project.isSubtype(type, of: JAXRSNames.application) || descriptors[type.name] != nil {
      guard project.file(type.ref)?[type.ref.node].kind == .classDeclaration else { continue }
      let mark = project.annotation(of: type.ref, among: JAXRSNames.applicationPath)
      let own = mark.flatMap { project.element("value", of: $0) }.map { project.texts($0).first ?? "" }
      // What the descriptor says is stronger than the annotation.
      let prefix = descriptors[type.name] ?? own.map { project.settings.resolved($0, in: module) } ?? ""
      applications.append(JAXRSApplication(name: type.name, prefix: prefix))
    }
    let configured =
      isQuarkus
      ? ["quarkus.rest.path", "quarkus.resteasy.path", "quarkus.resteasy-reactive.path"].lazy
        .compactMap { [project, module] in project.settings.value($0, in: module) }.first : nil
    let mounted = configured ?? servletPath(types) ?? dropwizardPath()
    applications.append(JAXRSApplication(name: "", prefix: mounted ?? ""))
  }

  /// `<servlet-mapping>` of web.xml, by the class of the servlet.
  private func descriptorMappings() -> [String: String] {
    var classes: [String: String] = [:]
    var mappings: [String: String] = [:]
    for document in project.context.program.tree.documents where document.path.hasSuffix("web.xml") {
      guard project.modules.index(of: document.path) == module else { continue }
      var name = ""
      for (path, tag, value) in XMLScan.elements(String(decoding: document.bytes.prefix(1 << 18), as: UTF8.self)) {
        if tag == "servlet-name" { name = value }
        if tag == "servlet-class" { classes[name] = value }
        if tag == "url-pattern", path.last == "servlet-mapping" { mappings[classes[name] ?? name] = Self.folder(value) }
      }
    }
    return mappings
  }

  /// `/api/*` as the prefix `/api`.
  private static func folder(_ pattern: String) -> String {
    pattern.hasSuffix("/*") ? String(pattern.dropLast(2)) : pattern == "/" ? "" : pattern
  }

  /// `addServlet(new ServletHolder(new ServletContainer(config)), "/api/*")`.
  private func servletPath(_ types: [JavaType]) -> String? {
    let files = Set(types.map(\.ref.file))
    for name in ["addServlet", "addMapping", "setUrlPattern"] {
      for call in project.context.program.sites(called: name) where files.contains(call.file) {
        guard let file = project.file(call) else { continue }
        if name != "setUrlPattern", !file.text(call.node).contains("ServletContainer") { continue }
        for argument in project.arguments(of: call) {
          if let text = project.text(of: argument), text.hasPrefix("/") { return Self.folder(text) }
        }
      }
    }
    return nil
  }

  private func dropwizardPath() -> String? {
    guard isDropwizard, let server = Self.dropwizardServer(project, module) else { return nil }
    let context = server["applicationContextPath"]?.string ?? ""
    let path = server["rootPath"]?.string.map(Self.folder) ?? ""
    return context.isEmpty && path.isEmpty ? nil : PathTemplate.below(context, path)
  }

  /// `server: {applicationContextPath: /service, rootPath: /api/*}` of Dropwizard's own file.
  static func dropwizardServer(_ project: JavaProject, _ module: Int?) -> ConfigNode? {
    for document in project.context.program.tree.documents {
      guard document.path.hasSuffix(".yml") || document.path.hasSuffix(".yaml"), document.purpose != .test,
        project.modules.index(of: document.path) == module, document.contains(text: "server:"),
        let server = ConfigDocument.parse(document)?.root?["server"],
        server["applicationContextPath"] != nil || server["rootPath"] != nil
      else { continue }
      return server
    }
    return nil
  }

  /// What stands before a resource: its application is the one whose package is the nearest.
  func prefix(of type: JavaType) -> String {
    func nearness(_ application: JAXRSApplication) -> Int {
      let package = application.name.split(separator: ".").dropLast()
      let own = type.name.split(separator: ".").dropLast()
      let shared = zip(package, own).prefix { $0 == $1 }.count
      return shared == package.count ? 1_000 + shared : shared
    }
    var best = applications.last ?? JAXRSApplication(name: "", prefix: "")
    for application in applications where !application.name.isEmpty {
      if best.name.isEmpty || nearness(application) > nearness(best) { best = application }
    }
    if best.prefix.isEmpty, let fallback = applications.last?.prefix { return PathTemplate.below(root, fallback) }
    return PathTemplate.below(root, best.prefix)
  }

  // MARK: Set-up

  private func readSetUp(_ types: [JavaType]) {
    let files = Set(types.map(\.ref.file))
    var found: Set<JavaType> = []
    var scans = false
    for call in project.context.program.sites(called: "register") where files.contains(call.file) {
      for argument in project.arguments(of: call) {
        guard let file = project.file(argument) else { continue }
        let text = file.text(argument.node)
        if text.contains("RolesAllowedDynamicFeature") { hasRolesFeature = true }
        if text.contains("AuthDynamicFeature") { hasAuthFeature = true }
        if let type = registeredType(argument, file) { found.insert(type) }
      }
    }
    for name in ["packages", "getInstance", "getInjector", "enableAutoConfig"] {
      scans = scans || project.context.program.sites(called: name).contains { files.contains($0.file) }
    }
    let isResource = found.contains { type in
      project.lineage(of: type).contains { project.annotation(of: $0.ref, among: JAXRSNames.path) != nil }
    }
    if isDropwizard, isResource, !scans { registered = found }
  }

  private func registeredType(_ ref: NodeRef, _ file: SyntaxFile) -> JavaType? {
    if file[ref.node].kind == .member, project.text(file[ref.node].name) == "class" {
      return file.child(ref.node, .object).flatMap { project.type(of: NodeRef(file: ref.file, node: $0)) }
    }
    return project.objectType(ref)
  }
}
