internal import Resolution

/// What sets one Go router apart from another.
struct GoFramework {
  /// Where a registration has its handler among the arguments behind the path.
  enum HandlerPlace {
    /// The last one; those before it are middleware.
    case last
    /// The first one; those after it are middleware.
    case first
  }

  enum PathStyle { case colons, braces, patterns }

  /// What a call does that makes one router of another.
  enum Step {
    /// Its first argument is a prefix, the others are middleware.
    case prefix
    /// All arguments are middleware.
    case middleware
    /// Nothing is added.
    case plain
  }

  let name: String
  /// Types of routers, by canonical name.
  let types: Set<String>
  /// Functions of the package that register at a router of its own: "net/http.HandleFunc".
  var functions: [String: String] = [:]
  /// Methods that register a route, with the verb; "" for any verb.
  let verbs: [String: String]
  /// Methods whose first argument is the verb or a list of them.
  var named: Set<String> = []
  /// Methods that are given a handler alone: the path was said before.
  var bare: Set<String> = []
  /// Methods that serve the files of a folder, below a path.
  var folders: Set<String> = []
  let place: HandlerPlace
  let style: PathStyle
  let steps: [String: Step]
  var mounts: Set<String> = []
  /// Types of routers on which middleware hung later holds for earlier routes as well.
  var orderFree: Set<String> = []

  static let upperVerbs = [
    "GET": "GET", "POST": "POST", "PUT": "PUT", "DELETE": "DELETE", "PATCH": "PATCH", "HEAD": "HEAD",
    "OPTIONS": "OPTIONS",
  ]
  static let titleVerbs = [
    "Get": "GET", "Post": "POST", "Put": "PUT", "Delete": "DELETE", "Patch": "PATCH", "Head": "HEAD",
    "Options": "OPTIONS", "Connect": "CONNECT", "Trace": "TRACE",
  ]

  /// The verbs of the one spelling, where the router has only the other: it does not compile, and what it says can be read
  /// all the same.
  static let misspeltUpper = upperVerbs
  static let misspeltTitle = titleVerbs.filter { $0.key != "Connect" && $0.key != "Trace" }

  /// Every method that registers something.
  var methods: [String] {
    (Array(verbs.keys) + Array(named) + Array(mounts) + Array(bare) + Array(folders)).sorted()
  }

  /// Go's own router, in which the others may hang.
  static let netHTTP = GoFramework(
    name: "net/http", types: ["net/http.ServeMux"],
    functions: ["net/http.HandleFunc": "HandleFunc", "net/http.Handle": "Handle"],
    verbs: ["Handle": "", "HandleFunc": ""], place: .last, style: .patterns, steps: [:])
}
