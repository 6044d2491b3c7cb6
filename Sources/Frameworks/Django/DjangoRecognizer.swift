internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Django: URL configurations, function and class-based views, middleware; Django REST framework; Django Ninja.
enum DjangoRecognizer: Recognizer {
  static let name = "django"
  static let triggers = ["django", "rest_framework", "ninja", "ninja_extra"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = DjangoReading(context: context)
    reading.read()
    draft.endpoints += reading.endpoints
    draft.frameworks += reading.frameworks
    draft.sources.merge(reading.sources)
  }
}

/// One pass over a program's Django code.
struct DjangoReading {
  let context: RecognizerContext
  let guards: DecoratorGuards
  let lists: DjangoLists
  let classes: DjangoClasses
  /// What was registered with routers, by the call that made the router.
  var routers: [NodeRef: DjangoRouter] = [:]
  /// Operations and mounts of Django Ninja, by the call that made the API or router.
  var ninja = NinjaRegistry()
  /// The settings of the site that is being read.
  var settings: DjangoSettings
  var middleware: [DjangoMiddleware] = []
  var endpoints: [Endpoint] = []
  var frameworks: [FrameworkUse] = []
  var sources = RequestSources()
  /// URL configurations on the way to the one being read.
  var visiting: [FileID] = []
  /// Every URL configuration that was read.
  var seen: Set<FileID> = []
  var site = 0
  private static let maxEndpoints = 20_000

  init(context: RecognizerContext) {
    self.context = context
    guards = DecoratorGuards(context, libraries: DjangoLibrary.guards)
    lists = DjangoLists(context: context)
    classes = DjangoClasses(context: context)
    settings = DjangoSettings(context: context, file: nil)
  }

  var evaluator: Evaluator { context.evaluator }
  var isFull: Bool { endpoints.count >= Self.maxEndpoints }

  mutating func read() {
    readRegistrations()
    readNinja()
    for found in DjangoSites(context).sites() {
      site += 1
      settings = found.settings
      middleware = readMiddleware()
      noteFramework("django", context.headLocation(NodeRef(file: found.urls, node: 0)))
      readFile(found.urls, DjangoMount())
    }
    guard endpoints.isEmpty, site == 0 else { return }
    readWithoutSettings()
  }

  /// A project whose settings can't be seen: every URL configuration that no other one includes.
  private mutating func readWithoutSettings() {
    guard let name = context.program.names.lookup("urlpatterns") else { return }
    let candidates = context.program.fileIDs.filter { id in
      guard context.isServed(id), let index = context.program.indexes[Int(id.index)] else { return false }
      return !index.bindings(of: name, in: 0).isEmpty
    }
    let included = DjangoSites(context).included()
    for id in candidates.filter({ !included.contains($0) }) + candidates.filter({ included.contains($0) })
    where !seen.contains(id) {
      site += 1
      noteFramework("django", context.headLocation(NodeRef(file: id, node: 0)))
      readFile(id, DjangoMount())
    }
  }

  mutating func noteFramework(_ name: String, _ location: Location) {
    guard !frameworks.contains(where: { $0.name == name }) else { return }
    frameworks.append(FrameworkUse(name: name, location: location))
  }

  /// An argument by position or keyword.
  func argument(_ position: Int, _ keyword: String, of call: NodeRef) -> NodeRef? {
    evaluator.argument(position, of: call) ?? evaluator.argument(named: keyword, of: call)
  }

  /// The canonical name of what a call calls.
  func calleeName(of call: NodeRef, in frame: Frame? = nil) -> String? {
    evaluator.child(.callee, of: call, in: frame).externalName
  }
}
