internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Folders that a Nest application serves: `app.useStaticAssets("public", {prefix: "/static/"})`,
/// `ServeStaticModule.forRoot({rootPath, serveRoot})`, `app.use("/static", express.static("public"))`.
/// Neither guards nor the global prefix concern them.
struct NestFolders {
  let context: RecognizerContext

  private var evaluator: Evaluator { context.evaluator }

  func endpoints() -> [Endpoint] { assets() + modules() + middleware() }

  private func sites(_ method: String) -> [NodeRef] {
    guard let name = context.program.names.lookup(method) else { return [] }
    return context.program.sites(of: name).filter { context.isServed($0.file) }
  }

  private func assets() -> [Endpoint] {
    sites("useStaticAssets").compactMap { call in
      guard let first = evaluator.argument(0, of: call) else { return nil }
      // With Fastify below, everything stands in one object.
      let own = context.options(first, in: nil)
      if let root = own["root"] { return endpoint(call, own["prefix"], root) }
      let options = evaluator.argument(1, of: call).map { context.options($0, in: nil) } ?? [:]
      return endpoint(call, options["prefix"], first)
    }
  }

  private func modules() -> [Endpoint] {
    sites("forRoot").filter { name(of: $0) == "@nestjs/serve-static.ServeStaticModule.forRoot" }.flatMap { call in
      (0..<evaluator.argumentCount(of: call)).compactMap { position in
        guard let given = evaluator.argument(position, of: call) else { return nil }
        let options = context.options(given, in: nil)
        return options["rootPath"].map { endpoint(call, options["serveRoot"], $0) }
      }
    }
  }

  private func middleware() -> [Endpoint] {
    sites("use").compactMap { call in
      // On an Express application, its own recognizer sees it.
      guard name(of: call) == "@nestjs/core.NestFactory.create.use", let path = evaluator.argument(0, of: call),
        let given = evaluator.argument(1, of: call),
        case .object(let name, let made?) = evaluator.value(of: given), ExpressReading.files.contains(name)
      else { return nil }
      return endpoint(call, path, evaluator.argument(0, of: made))
    }
  }

  private func name(of call: NodeRef) -> String? { evaluator.child(.callee, of: call, in: nil).externalName }

  private func endpoint(_ call: NodeRef, _ prefix: NodeRef?, _ folder: NodeRef?) -> Endpoint {
    let text = prefix.map { context.text($0, in: nil) ?? String(Value.hole) } ?? ""
    return context.servedFolder(
      below: PathTemplate.colons(text), folder, in: nil, framework: "nestjs", registeredBy: call)
  }
}
