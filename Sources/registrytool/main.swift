// Writes a Swift file that lists what folders hold, so that nobody edits a registry.
// usage: registrytool types OUTPUT DECLARATION SUFFIX FILE…   `let DECLARATION = [A.self, …]` of files named *SUFFIX.swift
//        registrytool data OUTPUT DECLARATION FILE…           `let DECLARATION = [("name", "text"), …]`
import FoundationEssentials
import Glibc

func fail(_ message: String) -> Never {
  let line = message + "\n"
  _ = line.withCString { write(2, $0, strlen($0)) }
  exit(1)
}

func typeName(_ path: String) -> String {
  String(path.split(separator: "/").last?.dropLast(".swift".count) ?? "")
}

func literal(_ path: String) -> String {
  guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { fail("cannot read \(path)") }
  let fence = String(repeating: "#", count: 4)
  let parts = path.split(separator: "/")
  let name = parts.suffix(2).joined(separator: "/")
  return "  (\"\(name)\", \(fence)\"\"\"\n\(text)\n\"\"\"\(fence)),\n"
}

let arguments = CommandLine.arguments
guard arguments.count >= 4 else { fail("usage: registrytool types|data OUTPUT DECLARATION …") }
var text = "// Generated from the folder's files. Do not edit.\n"
switch arguments[1] {
case "types":
  let suffix = arguments[4]
  let types = arguments.dropFirst(5).map(typeName).filter { $0.hasSuffix(suffix) }.sorted()
  text += "\(arguments[3]) = [\n" + types.map { "  \($0).self,\n" }.joined() + "]\n"
case "data":
  text += "\(arguments[3]) = [\n" + arguments.dropFirst(4).sorted().map(literal).joined() + "]\n"
default: fail("unknown mode \(arguments[1])")
}
do { try text.write(toFile: arguments[2], atomically: true, encoding: .utf8) } catch { fail("\(error)") }
