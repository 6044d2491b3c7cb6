internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// A gRPC method that a decorator names.
struct NestGRPCCall {
  let path: String
  let request: String
  let streaming: Endpoint.Streaming?
}

/// Nest's microservices over gRPC: `@GrpcMethod("HeroService", "FindOne")`.
struct NestGRPC {
  private let context: RecognizerContext
  private let services: GRPCServices
  /// The application serves HTTP as well.
  let isHybrid: Bool

  init(_ context: RecognizerContext) {
    self.context = context
    services = GRPCServices(context)
    isHybrid = !context.program.sites(called: "connectMicroservice").isEmpty
  }

  private static let decorators: Set<String> = ["GrpcMethod", "GrpcStreamMethod", "GrpcStreamCall"]

  /// The method that a decorator stands for; `nil` for other decorators.
  func call(_ mark: NestDecorator, _ method: NodeRef, of type: NodeRef) -> NestGRPCCall? {
    guard mark.name.hasPrefix("@nestjs/microservices."), Self.decorators.contains(mark.last),
      let call = mark.call, let file = context.program.file(method.file)
    else { return nil }
    let written = context.program.node(method).map { context.program.text($0.name) } ?? ""
    let given = (0..<2).map { position in
      context.evaluator.argument(position, of: call).flatMap {
        context.evaluator.value(of: $0, in: mark.frame).constantText
      }
    }
    let service = given[0] ?? context.program.node(type).map { context.program.text($0.name) } ?? ""
    let name = given[1] ?? written.prefix(1).uppercased() + written.dropFirst()
    guard let declared = services.service(service, near: file.source.path) else {
      // Its `.proto` file lies elsewhere; so does the package's name.
      return NestGRPCCall(
        path: "/{}.\(service)/\(name)", request: "", streaming: mark.last == "GrpcMethod" ? nil : .both)
    }
    guard let found = declared.methods.first(where: { $0.name == name }) else {
      return NestGRPCCall(path: declared.path(named: name), request: "", streaming: nil)
    }
    return NestGRPCCall(
      path: declared.path(of: found), request: found.request, streaming: GRPCReading.streaming(found))
  }
}
