internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What hangs where: sub-applications, route tables, middlewares.
extension AiohttpReading {
  /// `app.add_subapp("/admin/", admin)`; `app.add_routes(table)`.
  mutating func readMounts() {
    for call in context.registrations(of: ["add_subapp"], on: [AiohttpRecognizer.app]) {
      guard let parent = call.site, let prefix = evaluator.argument(0, of: call.call),
        let child = evaluator.argument(1, of: call.call)
      else { continue }
      let path = evaluator.value(of: prefix, in: call.context.frame).text ?? String(Value.hole)
      for alternative in evaluator.value(of: child, in: call.context.frame).alternatives {
        guard let site = alternative.site else { continue }
        mounts.add(.init(parent: parent, child: site, prefix: path, extra: call, moment: call.moment))
      }
    }
    for call in context.registrations(of: ["add_routes"], on: Self.adders) {
      guard let parent = call.site, let given = evaluator.argument(0, of: call.call) else { continue }
      for alternative in evaluator.value(of: given, in: call.context.frame).alternatives {
        guard alternative.externalName == AiohttpRecognizer.table, let site = alternative.site else { continue }
        mounts.add(.init(parent: parent, child: site, prefix: "", extra: call, moment: call.moment))
      }
    }
  }

  static let adders: Set<String> = [
    AiohttpRecognizer.app, AiohttpRecognizer.router, Evaluator.parameterType, Evaluator.parameterType + ".router",
  ]

  /// `web.Application(middlewares=[…])`, `app.middlewares.append(…)`, `.extend([…])`.
  mutating func readMiddlewares() {
    for site in context.calls(of: AiohttpRecognizer.app) {
      guard let given = evaluator.argument(named: "middlewares", of: site) else { continue }
      middlewares[site, default: []] += evaluator.elementNodes(of: evaluator.value(of: given))
    }
    let types: Set<String> = [AiohttpRecognizer.app + ".middlewares"]
    for call in context.registrations(of: ["append", "extend", "insert"], on: types) {
      guard let site = call.site, let given = evaluator.argument(call.method == "insert" ? 1 : 0, of: call.call) else {
        continue
      }
      let value = evaluator.value(of: given, in: call.context.frame)
      middlewares[site, default: []] +=
        call.method == "extend"
        ? evaluator.elementNodes(of: value, in: call.context.frame) : [given]
    }
  }
}
