internal import Findings
internal import Pipeline

/// `mainstay init`: a commented configuration, which changes nothing until somebody edits it.
enum InitVerb {
  static func run(_ options: RawOptions) throws -> ExitStatus {
    let root = options.operands.first ?? "."
    let file = root == "." ? Configuration.fileName : "\(root)/\(Configuration.fileName)"
    try Delivery.create(ConfigurationTemplate.text, at: file)
    Console.complain("wrote \(file); mainstay review reads it")
    return .done
  }
}
