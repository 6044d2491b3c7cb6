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
    draft.corsPolicies += reading.corsPolicies
    draft.sources.merge(reading.sources)
  }
}

/// One pass over a program's Django code.
struct DjangoReading {
  let context: RecognizerContext
  let guards: DecoratorGuards
  var lists: DjangoLists
  let classes: DjangoClasses
  /// What was registered with routers, by the call that made the router.
  var routers: [NodeRef: DjangoRouter] = [:]
  /// Operations and mounts of Django Ninja, by the call that made the API or router.
  var ninja = NinjaRegistry()
  /// The settings of the site that is being read.
  var settings: DjangoSettings
  var middleware: [DjangoMiddleware] = []
  var endpoints: [Endpoint] = []
  /// How many more list elements are read: lists may include themselves.
  var fuel = 50_000
  var frameworks: [FrameworkUse] = []
  var corsPolicies: [CORSPolicy] = []
  var sources = RequestSources()
  /// URL configurations on the way to the one being read.
  var visiting: [FileID] = []
  /// Every URL configuration that was read.
  var seen: Set<FileID> = []
  var site = 0
  private let open = OpenQuestions()
  private static let maxEndpoints = 20_000

  init(context: RecognizerContext) {
    self.context = context
    guards = DecoratorGuards(context, libraries: DjangoLibrary.guards)
    guards.memory.requestsHaveUsers = true
    lists = DjangoLists(context: context)
    classes = DjangoClasses(context: context)
    settings = DjangoSettings(context: context, file: nil)
  }

  var evaluator: Evaluator { context.evaluator }
  var isFull: Bool { endpoints.count >= Self.maxEndpoints }

  mutating func read() {
    let sites = DjangoSites(context).sites()
    if let first = sites.first { use(first.settings) }
    readRegistrations()
    readNinja()
    for found in sites {
      site += 1
      use(found.settings)
      middleware = readMiddleware()
      if let policy = corsPolicy() { corsPolicies.append(policy) }
      noteFramework("django", context.headLocation(NodeRef(file: found.urls, node: 0)))
      readFile(found.urls, DjangoMount())
    }
    guard endpoints.isEmpty, site == 0 else { return }
    readWithoutSettings()
  }

  private mutating func use(_ settings: DjangoSettings) {
    self.settings = settings
    lists.conditions = DjangoConditions(context: context, settings: settings)
  }

  /// A project whose settings can't be seen: every URL configuration that no other one includes.
  private mutating func readWithoutSettings() {
    guard let name = context.program.names.lookup("urlpatterns") else { return }
    let candidates = context.program.fileIDs.filter { id in
      guard context.isServed(id), let index = context.program.index(of: id) else { return false }
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

  /// What an expression is in one of the ways in which it is reached. Where that stays open for several of them, the
  /// others are not asked.
  func value(_ ref: NodeRef, _ frame: Frame?) -> Value {
    guard let frame, !open.isOpen(ref) else { return evaluator.value(of: ref) }
    let value = evaluator.value(of: ref, in: frame)
    if value == .unknown || value == evaluator.value(of: ref) { open.note(ref) }
    return value
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

/// Expressions that what is known on the way to them tells nothing about.
final class OpenQuestions {
  private var misses: [NodeRef: Int] = [:]
  private static let most = 6

  func isOpen(_ ref: NodeRef) -> Bool { misses[ref, default: 0] >= Self.most }
  func note(_ ref: NodeRef) { misses[ref, default: 0] += 1 }
}
