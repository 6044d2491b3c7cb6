internal import Pipeline

/// `mainstay dump PATH FILE`: the language-neutral syntax of one file.
enum DumpVerb {
  static func run(_ options: RawOptions) throws -> ExitStatus {
    let text: String
    do {
      text = try SyntaxDumping.text(root: options.operands[0], file: options.operands[1])
    } catch {
      throw Trouble(error.message)
    }
    try Delivery.deliver(text, to: options.output)
    return .done
  }
}
