internal import Findings
internal import Model

/// S11. A request's value in the path of a file.
enum PathTraversalRule: Rule {
  static let info = RuleInfo(
    name: "path-traversal", alias: "S11", pillar: .security, level: .error, confidence: .high,
    summary: "a request's value becomes part of a file's path",
    why: """
      With .. or an absolute path a caller leaves the folder that was meant, and reads or writes any file that the service \
      may: keys, configuration, other people's uploads.
      """,
    quietWhen: [
      "the value is converted to a number, a UUID or a date on the way",
      "the value is checked against a list of allowed values before it is used",
      "only the last part of the name is used (basename, secure_filename)",
      "the resolved path is compared with the folder that it must stay in",
      "a function that says so makes a file's name of it (GetValidFilename, sanitizeFileName)",
      "a note only: administrators name a whole path, as of the folder that a service shall use",
    ],
    example: "open(os.path.join(FOLDER, name))",
    instead: "path = (FOLDER / name).resolve(); path.is_relative_to(FOLDER) or abort(404)",
    cwe: [22], references: ["https://cwe.mitre.org/data/definitions/22.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    FlowFindings(info: info, sink: .path, scenario: { _ in scenario }, remedy: remedy, isMinor: isChosen).check(context)
  }

  /// An administrator who may set where things lie names any folder on purpose: there is none to get out of.
  private static func isChosen(_ flow: Flow, _ backend: Backend) -> Bool {
    flow.isWholePath && !flow.endpoints.isEmpty && flow.endpoints.allSatisfy { backend[$0].isForStaff }
  }

  private static let scenario = """
    A name such as ../../etc/passwd leaves the folder: the caller reads or writes whatever file the service may.
    """
  private static let remedy = "resolve the path and refuse it unless it stays in the folder that is meant"
}
