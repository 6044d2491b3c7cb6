internal import Context
internal import Pipeline

/// `mainstay context`: the project context bundle.
enum ContextVerb {
  static func run(_ options: RawOptions) throws -> ExitStatus {
    let reading = try Reading(options, label: "reading the project")
    let churn = GitHistory(root: options.operands.first ?? ".")?.churn() ?? [:]
    let bundle = ContextBundle(reading.output.backend, churn: churn)
    let text = options.format == "json" ? bundle.json() : bundle.markdown(tokens: options.tokens ?? ContextBundle.defaultTokens)
    try Delivery.deliver(text, to: options.output)
    return reading.status(.done)
  }
}
