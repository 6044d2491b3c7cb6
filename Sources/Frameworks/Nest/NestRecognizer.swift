internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// NestJS: controllers, their decorators, guards at every level, middleware of modules, global prefix and versions.
enum NestRecognizer: Recognizer {
  static let name = "nestjs"
  static let triggers = ["@nestjs/common", "@nestjs/core"]

  /// Decorators that make a method answer requests, by what they answer.
  static let verbs: [String: String] = [
    "Get": "GET", "Post": "POST", "Put": "PUT", "Delete": "DELETE", "Patch": "PATCH", "Options": "OPTIONS",
    "Head": "HEAD", "All": "ANY", "Sse": "GET", "Search": "SEARCH", "QueryMethod": "QUERY", "RequestMapping": "GET",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    context.evaluator.usesExampleSettings = true
    let files = nestFiles(context)
    let application = NestApplication(context, files)
    var controllers = NestControllers(context, application)
    controllers.read(files)
    var resolvers = NestResolvers(controllers)
    resolvers.read(files)
    draft.fieldResolvers += resolvers.fields
    draft.endpoints += resolvers.endpoints
    draft.sources.merge(resolvers.sources)
    draft.endpoints += controllers.endpoints + NestFolders(context: context).endpoints()
    draft.sources.merge(controllers.sources)
    if let first = controllers.firstUse ?? application.firstUse {
      draft.frameworks.append(FrameworkUse(name: name, location: first))
    }
  }

  /// The files that import something of Nest.
  private static func nestFiles(_ context: RecognizerContext) -> [FileID] {
    context.program.fileIDs.filter { id in
      guard context.isServed(id), let file = context.program.file(id), file.source.language?.isECMAScript == true,
        let index = context.program.index(of: id)
      else { return false }
      return index.imports.contains { context.program.text(file[$0].name).hasPrefix("@nestjs/") }
        || index.calls.contains {
          file.child($0.node, .argument).flatMap { file.stringValue($0) }?.hasPrefix("@nestjs/") ?? false
        }
    }
  }
}

/// One decorator, after those that only put others together are taken apart.
struct NestDecorator {
  /// The library's name for it ("@nestjs/common.Get"), or the name as written.
  let name: String
  /// The call, when it is one.
  let call: NodeRef?
  /// The decorator as written, for its place.
  let written: NodeRef
  let frame: Frame?

  /// Its own name, without the package.
  var last: String { name.split(separator: ".").last.map(String.init) ?? name }
}

/// Takes decorators apart: `applyDecorators(…)`, and functions of the project that answer with decorators.
struct NestDecorators {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }

  /// The decorators of a class, method or parameter.
  func decorators(of declaration: NodeRef) -> [NestDecorator] {
    guard let file = context.program.file(declaration.file) else { return [] }
    return file.children(declaration.node, .decorator).flatMap { decorator -> [NestDecorator] in
      guard let value = file.child(decorator, .value) else { return [] }
      let ref = NodeRef(file: declaration.file, node: value)
      return expand(ref, written: ref, nil, depth: 0)
    }
  }

  private func expand(_ ref: NodeRef, written: NodeRef, _ frame: Frame?, depth: Int) -> [NestDecorator] {
    guard depth < 6, let file = context.program.file(ref.file) else { return [] }
    guard file[ref.node].kind == .call, let callee = file.child(ref.node, .callee) else {
      return plain(ref, written: written, frame, depth)
    }
    let value = evaluator.value(of: NodeRef(file: ref.file, node: callee), in: frame)
    let title = context.program.text(file[callee].name)
    for alternative in value.alternatives {
      switch alternative {
      case .external(let name):
        if name.hasSuffix(".applyDecorators") { return parts(of: ref, written: written, frame, depth) }
        return [NestDecorator(name: name, call: ref, written: written, frame: frame)]
      case .function(let function), .bound(let function, _):
        return [NestDecorator(name: title, call: ref, written: written, frame: frame)]
          + made(by: function, ref, written: written, frame, depth)
      default: continue
      }
    }
    return [NestDecorator(name: title, call: ref, written: written, frame: frame)]
  }

  /// `@Auth` without a call: a constant made of decorators, or a decorator of a library.
  private func plain(_ ref: NodeRef, written: NodeRef, _ frame: Frame?, _ depth: Int) -> [NestDecorator] {
    let value = evaluator.value(of: ref, in: frame)
    if case .object(let name, let site?) = value, site != ref {
      if name.hasSuffix(".applyDecorators") { return parts(of: site, written: written, frame, depth) }
      return expand(site, written: written, frame, depth: depth + 1)
    }
    let title = context.program.node(ref).map { context.program.text($0.name) } ?? ""
    return [NestDecorator(name: value.externalName ?? title, call: nil, written: written, frame: frame)]
  }

  private func parts(of call: NodeRef, written: NodeRef, _ frame: Frame?, _ depth: Int) -> [NestDecorator] {
    guard let file = context.program.file(call.file) else { return [] }
    return file.children(call.node, .argument)
      .flatMap { context.flattenedElements(NodeRef(file: call.file, node: $0), in: frame) }
      .flatMap { expand($0, written: written, frame, depth: depth + 1) }
  }

  private func made(
    by function: NodeRef, _ call: NodeRef, written: NodeRef, _ outer: Frame?, _ depth: Int
  ) -> [NestDecorator] {
    guard let file = context.program.file(function.file) else { return [] }
    let own = evaluator.frame(for: function, calledAt: call, in: outer)
    let frame = own.map { Frame(bindings: $0.bindings, parent: outer) } ?? outer
    return evaluator.returns(of: function, file).prefix(4).flatMap {
      expand($0, written: written, frame, depth: depth + 1)
    }
  }
}
