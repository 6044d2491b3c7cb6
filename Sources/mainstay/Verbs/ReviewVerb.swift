/// `mainstay review`.
enum ReviewVerb {
  static func run(_ options: RawOptions) throws -> ExitStatus { throw Trouble("review is not there yet") }
}
