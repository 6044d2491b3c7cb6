internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// One application: a module that starts Spring, or a module of controllers that no application of the project has.
final class SpringApplication {
  let module: Int?
  /// What stands before every path.
  let prefix: String
  let security: SpringSecurity
  /// Prefixes that a `PathMatchConfigurer` adds, each with the controllers that it is for.
  let prefixes: [SpringPathPrefix]

  init(_ project: JavaProject, module: Int?) {
    self.module = module
    security = SpringSecurity(project, module: module)
    prefixes = SpringPathPrefix.read(project, module: module)
    var prefix = ""
    for key in [
      "server.servlet.context-path", "server.context-path", "spring.webflux.base-path", "spring.mvc.servlet.path",
      "server.servlet-path",
    ] {
      if let value = project.settings.value(key, in: module) { prefix = PathTemplate.below(prefix, value) }
    }
    self.prefix = prefix
  }
}

/// The applications of a project, made when first asked for.
final class SpringApplications {
  let project: JavaProject
  /// Modules with a class that starts an application, in order.
  private let starts: [Int]
  private var made: [Int: SpringApplication] = [:]

  init(_ project: JavaProject) {
    self.project = project
    var starts: [Int] = []
    for type in project.types where project.annotation(of: type.ref, among: SpringNames.application) != nil {
      if let module = project.module(of: type.ref.file), !starts.contains(module) { starts.append(module) }
    }
    self.starts = starts
  }

  /// The application that serves what a file declares: its own module, or the first that depends on it.
  func application(of file: FileID) -> SpringApplication {
    application(of: project.module(of: file))
  }

  /// The application of a module of the build.
  func application(of own: Int?) -> SpringApplication {
    let module = own.map { own in
      starts.contains(own) ? own : starts.first { project.modules.visible(from: $0).contains(own) } ?? own
    }
    if let known = made[module ?? -1] { return known }
    let application = SpringApplication(project, module: module)
    made[module ?? -1] = application
    return application
  }
}

/// `configurer.addPathPrefix("/api", HandlerTypePredicate.forAnnotation(RestController.class))`.
struct SpringPathPrefix {
  let prefix: String
  /// Annotations, packages and types that it is for; without any, for all.
  let annotations: [String]
  let packages: [String]

  static func read(_ project: JavaProject, module: Int?) -> [SpringPathPrefix] {
    let visible = module.map { Set(project.modules.visible(from: $0)) }
    return project.context.program.sites(called: "addPathPrefix").compactMap { call in
      guard project.context.isServed(call.file), let file = project.file(call), file.source.language == .java else {
        return nil
      }
      if let visible, let own = project.modules.index(of: file.source.path), !visible.contains(own) { return nil }
      let arguments = project.arguments(of: call)
      guard arguments.count == 2 else { return nil }
      let texts = SpringTexts(project: project, module: module).texts(arguments[0])
      var annotations: [String] = []
      var packages: [String] = []
      for node in arguments[1].node..<file[arguments[1].node].next {
        if file[node].kind == .string, let text = file.stringValue(node) { packages.append(text) }
        guard file[node].kind == .member, project.text(file[node].name) == "class",
          let object = file.child(node, .object)
        else { continue }
        let names = project.names(of: NodeRef(file: call.file, node: object)).names
        annotations += names
        // `forBasePackageClass(A.class)`.
        packages += names.compactMap { name in name.lastIndex(of: ".").map { String(name[..<$0]) } }
      }
      let isByPackage = file.text(arguments[1].node).contains("ackage")
      return SpringPathPrefix(
        prefix: texts?.first ?? String(Value.hole), annotations: isByPackage ? [] : annotations,
        packages: isByPackage ? packages : [])
    }
  }

  func concerns(_ controller: JavaType, _ names: Set<String>) -> Bool {
    if annotations.isEmpty && packages.isEmpty { return true }
    return annotations.contains { names.contains($0) || $0 == controller.name }
      || packages.contains { controller.name.hasPrefix($0 + ".") }
  }
}
