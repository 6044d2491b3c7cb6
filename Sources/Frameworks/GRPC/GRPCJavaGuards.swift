internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Who may call the services of a gRPC server in Java.
struct GRPCJavaGuards {
  private let project: JavaProject
  private let applications: SpringApplications
  private var interceptors: [Interceptor] = []
  /// Something says by code who may call what: grpc-spring's metadata, spring-grpc's `GrpcSecurity`.
  private var configured: [FileID] = []

  static let marks: Set<String> = [
    "net.devh.boot.grpc.server.service.GrpcService", "org.lognet.springboot.grpc.GRpcService",
    "org.springframework.grpc.server.service.GrpcService", "io.quarkus.grpc.GrpcService",
  ]
  private static let global: Set<String> = [
    "net.devh.boot.grpc.server.interceptor.GrpcGlobalServerInterceptor",
    "org.lognet.springboot.grpc.GRpcGlobalInterceptor", "io.quarkus.grpc.GlobalInterceptor",
    "org.springframework.grpc.server.GlobalServerInterceptor",
  ]
  private static let roles = Set(
    ["jakarta", "javax"].map { $0 + ".annotation.security.RolesAllowed" } + ["io.quarkus.security.Authenticated"])
  private static let open = Set(["jakarta", "javax"].map { $0 + ".annotation.security.PermitAll" })

  /// An interceptor of the project that refuses somebody.
  private struct Interceptor {
    let type: JavaType
    let auth: Auth
    let isGlobal: Bool
    /// Calls that hang it.
    let uses: [NodeRef]
  }

  init(_ project: JavaProject) {
    self.project = project
    applications = SpringApplications(project)
    let calls = ["intercept", "interceptForward"].flatMap { name in
      project.context.program.sites(called: name).filter {
        project.context.isServed($0.file) && project.file($0)?.source.language == .java
      }
    }
    for type in project.types where project.isSubtype(type, of: ["io.grpc.ServerInterceptor"]) {
      guard let method = project.method("interceptCall", of: type) else { continue }
      let auth = JavaGuardReader(project).auth(of: method, in: type, method: [], type: [])
      guard auth.requirement != .none else { continue }
      let uses = calls.filter { call in project.arguments(of: call).contains { project.objectType($0) == type } }
      interceptors.append(
        Interceptor(
          type: type, auth: auth, isGlobal: project.annotation(of: type.ref, among: Self.global) != nil, uses: uses))
    }
    configured = project.files.filter { id in
      guard let file = project.context.program.file(id) else { return false }
      return file.source.contains(text: "GrpcSecurityMetadataSource")
        || file.source.contains(text: "AuthenticationProcessInterceptor")
    }
  }

  private var context: RecognizerContext { project.context }

  /// What stands before all methods of a service.
  func auth(ofService type: JavaType) -> Auth {
    var auth = Auth(.none)
    for interceptor in interceptors {
      if interceptor.isGlobal && isNear(interceptor.type.ref.file, type.ref.file) || names(interceptor.type, type)
        || interceptor.uses.contains(where: { hangs($0, on: type) })
      {
        auth = auth.stronger(interceptor.auth)
      } else if interceptor.uses.contains(where: { isNear($0.file, type.ref.file) && mayHang($0) }) {
        auth = auth.stronger(
          Auth(.unknown, by: interceptor.auth.by, location: interceptor.auth.location))
      }
    }
    if configured.contains(where: { isNear($0, type.ref.file) }) {
      auth = auth.stronger(Auth(.unknown, by: "the server's security"))
    }
    return auth
  }

  /// What a method, or its class, asks by annotations.
  func auth(of method: NodeRef, in type: JavaType, _ around: Auth) -> Auth {
    if around.requirement == .required { return around }
    if let asked = applications.application(of: type.ref.file).security.methods.auth(of: method, in: type) {
      return around.stronger(asked)
    }
    for place in [method, type.ref] {
      if let mark = project.annotation(of: place, among: Self.roles) {
        return Auth(.required, by: "@Authenticated", location: context.location(mark.ref))
      }
      if project.annotation(of: place, among: Self.open) != nil {
        var auth = around
        auth.isExplicitlyPublic = around.requirement == .none
        return auth
      }
    }
    return around
  }

  private func isNear(_ file: FileID, _ other: FileID) -> Bool {
    guard let own = project.module(of: file), let module = project.module(of: other) else { return true }
    return own == module || project.modules.visible(from: module).contains(own)
      || project.modules.visible(from: own).contains(module)
  }

  /// `@GrpcService(interceptors = Tokens.class)`.
  private func names(_ interceptor: JavaType, _ service: JavaType) -> Bool {
    guard let mark = project.annotation(of: service.ref, among: Self.marks),
      let given = project.element("interceptors", of: mark), let file = project.file(given)
    else { return false }
    return (given.node..<file[given.node].next).contains { node in
      guard file[node].kind == .member, let object = file.child(node, .object) else { return false }
      return project.type(of: NodeRef(file: given.file, node: object)) == interceptor
    }
  }

  /// Whether a call hangs an interceptor on a service: it is among the arguments of the same chain, or added to the
  /// same builder.
  private func hangs(_ call: NodeRef, on service: JavaType) -> Bool {
    guard let file = project.file(call) else { return false }
    if takes(whole(call, file), service, file) { return true }
    guard let builder = builder(call, file) else { return false }
    return additions(around: call, file).contains { node in
      let other = NodeRef(file: call.file, node: node)
      return self.builder(other, file) == builder && takes(other, service, file)
    }
  }

  /// The fluent chain that a call is part of.
  private func whole(_ call: NodeRef, _ file: SyntaxFile) -> NodeRef {
    var top = call.node
    for _ in 0..<200 {
      guard file[top].role == .object || file[top].role == .callee else { break }
      top = file[top].parent
    }
    return NodeRef(file: call.file, node: top)
  }

  private func takes(_ chain: NodeRef, _ service: JavaType, _ file: SyntaxFile) -> Bool {
    (chain.node..<file[chain.node].next).contains { node in
      guard file[node].role == .argument, [.call, .name].contains(file[node].kind) else { return false }
      return project.objectType(NodeRef(file: chain.file, node: node)) == service
    }
  }

  /// The variable that a chain begins with.
  private func builder(_ call: NodeRef, _ file: SyntaxFile) -> Name? {
    guard let root = project.chain(call).root, file[root.node].kind == .name,
      // Classes are no variables.
      project.text(file[root.node].name).first?.isLowercase ?? false
    else { return nil }
    return file[root.node].name
  }

  /// Where services are added in the function around a call.
  private func additions(around call: NodeRef, _ file: SyntaxFile) -> [NodeID] {
    let around = file.ancestor(of: call.node) { $0.kind == .function } ?? 0
    return (around..<file[around].next).filter { node in
      file[node].kind == .call
        && file.child(node, .callee).map { ["addService", "addServices"].contains(project.text(file[$0].name)) }
          ?? false
    }
  }

  /// Services that are not told apart where it is hung: in a loop, from a list.
  private func mayHang(_ call: NodeRef) -> Bool {
    guard let file = project.file(call) else { return false }
    let added = additions(around: call, file)
    return added.isEmpty
      || added.contains { node in
        let argument = file.child(node, .argument).map { NodeRef(file: call.file, node: $0) }
        return argument.map { project.objectType($0) == nil && file[$0.node].kind != .call } ?? true
      }
  }
}
