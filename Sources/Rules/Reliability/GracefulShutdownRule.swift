internal import Findings
internal import Model
internal import Source

/// R15. A server that is killed instead of being told to stop.
enum GracefulShutdownRule: Rule {
  static let info = RuleInfo(
    name: "no-graceful-shutdown", alias: "R15", pillar: .reliability, level: .warning, confidence: .medium,
    summary: "nothing stops the server in order when its process is told to end",
    why: """
      Every deploy, every scaling down and every move to another machine sends SIGTERM and, some seconds later, \
      SIGKILL. A server that does not get the signal, or does nothing about it, loses the requests in flight: half-done \
      work, and errors at the clients with every release.
      """,
    quietWhen: [
      "code handles SIGTERM, a library does it, or the server does it by itself (uvicorn, gunicorn)",
      "the image starts the server in exec form, or its shell hands over with exec",
      "nothing says how it is deployed",
    ],
    example: "CMD uvicorn app.main:app --host 0.0.0.0",
    instead: "CMD [\"uvicorn\", \"app.main:app\", \"--host\", \"0.0.0.0\"]",
    cwe: [],
    references: ["https://docs.docker.com/reference/dockerfile/#shell-form-entrypoint-example"])

  static func check(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    return backend.servingServices.compactMap { service in
      shell(service, backend) ?? server(service, backend)
    }
  }

  private static let programs: Set<String> = [
    "uvicorn", "gunicorn", "hypercorn", "granian", "daphne", "uwsgi", "waitress-serve", "fastapi", "flask", "python",
    "python3", "node", "npm", "yarn", "pnpm", "npx", "bun", "deno", "ts-node", "nodemon", "pm2-runtime", "dotnet",
    "java",
  ]

  // MARK: Shells

  /// A shell is process 1 and keeps the signal for itself.
  private static func shell(_ service: Int, _ backend: Backend) -> Finding? {
    for image in backend.images(of: service) where image.usesShell && !image.command.contains("exec ") {
      guard let place = image.commandLocation, let program = program(image.command) else { continue }
      return Finding(
        rule: info, confidence: .high, message: "a shell stands between SIGTERM and \(program)",
        scenario: """
          With every deploy the runtime sends SIGTERM to process 1, which is the shell; \(program) never gets it, goes on \
          accepting, and is killed with SIGKILL some seconds later: requests in flight are cut off.
          """,
        location: place, endpoints: [],
        remedy: "write the command in exec form ([\"…\"]), or begin its last part with exec",
        subject: "shell \(program)")
    }
    return nil
  }

  private static func program(_ command: String) -> String? {
    command.split { " \"'&;()|=".contains($0) }
      .map { String($0.split(separator: "/").last ?? $0) }.first { programs.contains($0) }
  }

  // MARK: Servers

  /// A Node server that nothing stops.
  private static func server(_ service: Int, _ backend: Backend) -> Finding? {
    guard let server = backend.servers.first(where: { $0.service == service && $0.drains == false }),
      !backend.servers.contains(where: { $0.service == service && $0.drains != false }), !isServerless(backend)
    else { return nil }
    let isImage = !backend.images(of: service).isEmpty
    return Finding(
      rule: info, level: isImage ? nil : .note, message: "nothing stops this server in order when SIGTERM comes",
      scenario: scenario(server, isImage),
      location: server.location, endpoints: [],
      remedy: server.location.isGo
        ? "on SIGTERM (signal.NotifyContext) call \(server.by == "gRPC" ? "GracefulStop on the server, and Stop after a deadline" : "Shutdown on the server with a deadline"), then close the pools and exit"
        : "on SIGTERM call close() on the server, wait for the requests in flight, then close the pools and exit",
      subject: "server \(server.by)")
  }

  private static func scenario(_ server: Server, _ isImage: Bool) -> String {
    if server.location.isGo {
      return """
        A process in Go ends at once on SIGTERM: with every deploy, requests in flight are cut off, and what they had \
        half done stays so.
        """
    }
    return """
      Node itself does nothing about SIGTERM but to end at once\(isImage ? " (as process 1, to ignore it until SIGKILL)" : "")\
      : with every deploy, requests in flight are cut off and connections to the database stay open on its side.
      """
  }

  private static func isServerless(_ backend: Backend) -> Bool {
    backend.dependsOn(["serverless-http", "@vendia/serverless-express", "aws-serverless-express", "firebase-functions"])
  }
}
