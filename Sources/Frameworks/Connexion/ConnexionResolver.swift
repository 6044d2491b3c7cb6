internal import Resolution
internal import Source
internal import Syntax

/// Finds the function that an operation names, as the resolver given to `add_api` does.
struct ConnexionResolver {
  private let context: RecognizerContext
  private let path: String
  /// The package of a RestyResolver or RelativeResolver.
  private var package = ""
  private var isRelative = false

  init(_ context: RecognizerContext, call: Registration) {
    self.context = context
    path = context.program.file(call.call.file)?.source.path ?? ""
    guard let given = context.evaluator.argument(named: "resolver", of: call.call) else { return }
    let value = context.evaluator.value(of: given, in: call.context.frame)
    guard let site = value.site, let first = context.evaluator.argument(0, of: site) else { return }
    package = context.evaluator.value(of: first).constantText ?? ""
    isRelative = value.externalName?.hasSuffix("RelativeResolver") ?? false
  }

  func function(of operation: OpenAPIOperation) -> NodeRef? {
    if operation.hasIdentifier {
      let name = isRelative ? package + "." + operation.identifier : operation.identifier
      return function(name)
    }
    // `GET /hosts` is `api.hosts.search`, `GET /hosts/{id}` is `api.hosts.get`.
    guard !package.isEmpty else { return nil }
    let parts = operation.path.split(separator: "/")
    let names = parts.filter { !$0.hasPrefix("{") }.map { $0.replacing("-", with: "_") }
    guard let resource = names.first else { return nil }
    let isCollection = operation.path.last != "}"
    let verb = operation.method == "GET" && isCollection ? "search" : operation.method.lowercased()
    return function("\(package).\(resource).\(verb)")
  }

  /// The function by its dotted name: of a module, or of a class in one.
  private func function(_ dotted: String) -> NodeRef? {
    let parts = dotted.split(separator: ".").map(String.init)
    guard parts.count > 1 else { return nil }
    for count in stride(from: parts.count - 1, to: 0, by: -1) {
      let module = parts[..<count].joined(separator: ".")
      guard case .file(let id) = context.program.modules.python(module, from: path) else { continue }
      var value: Value = .module(id)
      for part in parts[count...] { value = context.evaluator.member(part, of: value) }
      switch value {
      case .function(let function), .bound(let function, _): return function
      default: continue
      }
    }
    return nil
  }
}
