package import Source
internal import Syntax

extension Language {
  /// Whether names of types carry what a value is: Java and C#. Both are resolved by `Resolution/Nominal`.
  package var isNominal: Bool { self == .java || self == .csharp }
}

extension SyntaxFile {
  /// Whether the file is of Java or C#.
  @inline(__always)
  var isNominal: Bool { source.language?.isNominal ?? false }
}

/// What differs between the two languages, as data.
enum NominalLanguage {
  /// Namespaces that need no import.
  static func implicitImports(_ language: Language?) -> [String] {
    language == .java ? ["java.lang"] : csharpImports
  }

  /// What the SDK's implicit usings bring.
  private static let csharpImports = [
    "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
    "System.Threading.Tasks", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting",
    "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration",
    "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
  ]

  /// Roots of names that are libraries' even where nothing of them is imported.
  static let roots: Set<String> = [
    "java", "javax", "jakarta", "org", "com", "io", "net", "System", "Microsoft", "Newtonsoft", "Npgsql", "Dapper",
  ]

  /// Types of which an object tells nothing more than its text or number.
  static let plainTypes: Set<String> = [
    "java.lang.String", "java.lang.Integer", "java.lang.Long", "java.lang.Boolean", "java.lang.Double",
    "java.lang.Float", "java.lang.Short", "java.lang.Byte", "java.lang.Character", "java.lang.Object",
    "java.lang.Void", "java.lang.Number", "java.lang.CharSequence", "System.String", "System.Object", "System.Int32",
    "System.Int64", "System.Boolean", "System.Double", "System.Decimal",
  ]

  /// C#'s words for types that have members: `string.Format`.
  static let keywords: [String: String] = [
    "string": "System.String", "object": "System.Object", "int": "System.Int32", "long": "System.Int64",
    "bool": "System.Boolean", "double": "System.Double", "decimal": "System.Decimal",
  ]

  /// Packages that moved from `javax` to `jakarta`: facts know them by their new name.
  private static let moved = [
    "persistence", "servlet", "ws", "inject", "transaction", "validation", "ejb", "enterprise", "annotation", "jms",
    "mail", "websocket", "json",
  ]

  /// The name that facts use for a name as imported.
  static func current(_ name: String) -> String {
    guard name.hasPrefix("javax.") else { return name }
    let rest = name.dropFirst("javax.".count)
    // `javax.annotation.processing`, `javax.transaction.xa` stayed with the JDK.
    guard moved.contains(where: { rest.hasPrefix($0 + ".") }), !rest.hasPrefix("annotation.processing"),
      !rest.hasPrefix("transaction.xa")
    else { return name }
    return "jakarta." + rest
  }
}
