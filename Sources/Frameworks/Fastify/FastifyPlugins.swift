internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Plugins: what is registered on an instance, and what of it is encapsulated.
extension FastifyWalk {
  mutating func register(_ call: NodeRef, _ instance: FastifyInstance, _ frame: Frame?) {
    guard let plugin = evaluator.argument(0, of: call) else { return }
    let given = evaluator.argument(1, of: call)
    let options = given.map { context.options($0, in: frame) } ?? [:]
    let value = given.map { evaluator.value(of: $0, in: frame) }
    let prefix = options["prefix"].flatMap { context.text($0, in: frame) } ?? ""
    for alternative in evaluator.value(of: plugin, in: frame).alternatives {
      mount(alternative, call, instance, prefix, value, options, frame)
    }
  }

  /// Registers what a plugin's value is.
  mutating func mount(
    _ plugin: Value, _ call: NodeRef, _ instance: FastifyInstance, _ prefix: String, _ options: Value?,
    _ entries: [String: NodeRef], _ frame: Frame?
  ) {
    switch plugin {
    case .function(let function), .bound(let function, _):
      if isUnwrapped(function) {
        visit(function, instance, options: options, outer: frame)
      } else {
        let child = FastifyInstance(site: call, parent: instance, prefix: prefix)
        let outer = instances[call]
        instances[call] = child
        visit(function, child, options: options, outer: frame)
        instances[call] = outer ?? child
      }
    case .object("fastify-plugin", let site?):
      // What it wraps is not encapsulated.
      guard let inner = evaluator.argument(0, of: site) else { return }
      for case .function(let function) in evaluator.value(of: inner, in: frame).alternatives {
        visit(function, instance, options: options, outer: frame)
      }
    case .module(let id):
      if let value = evaluator.exported("default", from: id), value != plugin {
        mount(value, call, instance, prefix, options, entries, frame)
      }
    case .external(let name), .member(let name, _), .object(let name, _):
      library(name, call, instance, prefix, options, entries, frame)
    case .unknown, .parameter, .instance, .type: hasUnseenPlugins = true
    default: break
    }
  }

  /// `plugin[Symbol.for("skip-override")] = true`.
  private func isUnwrapped(_ function: NodeRef) -> Bool {
    guard let file = context.program.file(function.file) else { return false }
    return file.text(0).contains("skip-override")
  }

  private mutating func library(
    _ name: String, _ call: NodeRef, _ instance: FastifyInstance, _ prefix: String, _ options: Value?,
    _ entries: [String: NodeRef], _ frame: Frame?
  ) {
    switch name {
    case "@fastify/autoload", "fastify-autoload": autoload(call, instance, options: entries, frame)
    case "@fastify/rate-limit", "fastify-rate-limit":
      let isGlobal = entries["global"].map { evaluator.value(of: $0, in: frame) } != .bool(false)
      if isGlobal { instance.rateLimit = call }
    case "@fastify/bearer-auth", "fastify-bearer-auth":
      let addsHook = entries["addHook"].map { evaluator.value(of: $0, in: frame) }
      if addsHook == nil || addsHook == .bool(true) || addsHook?.text != nil {
        instance.hooks.append(FastifyHook(moment: "onRequest", ref: call, frame: frame))
      }
    case "@fastify/static", "fastify-static": serve(call, instance, prefix, entries, frame)
    default: break
    }
  }

  /// `register(fastifyStatic, {root: "public", prefix: "/assets/"})`.
  private mutating func serve(
    _ call: NodeRef, _ instance: FastifyInstance, _ prefix: String, _ options: [String: NodeRef], _ frame: Frame?
  ) {
    // Only for `reply.sendFile`.
    if options["serve"].map({ evaluator.value(of: $0, in: frame) }) == .bool(false) { return }
    let folder = options["root"].map { context.folderTitle($0, in: frame) } ?? ""
    // A plugin that is loaded from a folder says it in its own file.
    let place = options["root"].flatMap { $0.file == call.file ? nil : $0 } ?? call
    routes.append(
      FastifyRoute(
        call: place, methods: ["GET"], path: PathTemplate.join(prefix, "{path}"), instance: instance, handler: nil,
        options: [:], frame: frame, isLoose: isLoose, folder: folder))
  }
}
