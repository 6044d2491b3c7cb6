internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// A class, interface or enum that the project declares.
struct JavaType: Hashable {
  /// With its package, and the types that it lies in: "org.shop.Orders.Line".
  let name: String
  let ref: NodeRef
}

/// What recognizers of Java frameworks ask of a project: its types by name, and what names mean in a file.
final class JavaProject {
  let context: RecognizerContext
  /// Files of Java that ship, in path order.
  private(set) var files: [FileID] = []
  /// Types in order of their files.
  private(set) var types: [JavaType] = []
  private var byName: [String: [JavaType]] = [:]
  private var byRef: [NodeRef: JavaType] = [:]
  private var imports: [FileID: JavaImports] = [:]
  private(set) lazy var modules = JavaModules(context)
  /// What the `supportsParameter` of each of Spring's argument resolvers says, as text.
  private(set) lazy var argumentResolvers: [String] = types.flatMap { type -> [String] in
    guard let file = file(type.ref),
      file.children(type.ref.node).contains(where: {
        [.base, .implements].contains(file[$0].role) && file.text($0).hasSuffix("HandlerMethodArgumentResolver")
      })
    else { return [] }
    return methods(of: type).compactMap { method in
      guard let own = self.file(method), text(own[method.node].name) == "supportsParameter" else { return nil }
      return own.text(method.node)
    }
  }
  private(set) lazy var settings = JavaSettings(context, modules)
  var constantDepth = 0
  /// What guards do that ask for no annotation of the handler.
  var guardMemory: [NodeRef: Auth] = [:]
  /// Asked for again and again, by each application and for each kind of bean.
  var lineageMemory: [JavaType: [JavaType]] = [:]
  var libraryMemory: [JavaType: [JavaTypeNames]] = [:]
  var annotationMemory: [NodeRef: [JavaAnnotation]] = [:]
  private var moduleMemory: [FileID: Int?] = [:]

  init(_ context: RecognizerContext) {
    self.context = context
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language == .java else { continue }
      files.append(id)
      var imports = JavaImports(package: file[0].name.isNone ? "" : context.program.text(file[0].name))
      for child in file.children(0) {
        if file[child].kind == .importDeclaration {
          imports.add(child, file, context)
        } else {
          addType(child, file, below: imports.package, depth: 0)
        }
      }
      self.imports[id] = imports
    }
  }

  private func addType(_ node: NodeID, _ file: SyntaxFile, below: String, depth: Int) {
    guard depth < 8, Self.isType(file[node].kind), !file[node].name.isNone else { return }
    let own = context.program.text(file[node].name)
    let name = below.isEmpty ? own : below + "." + own
    let type = JavaType(name: name, ref: NodeRef(file: file.source.id, node: node))
    types.append(type)
    byName[name, default: []].append(type)
    byRef[type.ref] = type
    guard let body = file.child(node, .body) else { return }
    for member in file.children(body) { addType(member, file, below: name, depth: depth + 1) }
  }

  static func isType(_ kind: SyntaxKind) -> Bool {
    kind == .classDeclaration || kind == .interface || kind == .enumDeclaration
  }

  func file(_ ref: NodeRef) -> SyntaxFile? { context.program.file(ref.file) }

  /// The module of the build that a file lies in.
  func module(of file: FileID) -> Int? {
    if let known = moduleMemory[file] { return known }
    let module = modules.index(of: context.program.tree[file].path)
    moduleMemory[file] = .some(module)
    return module
  }

  func text(_ name: Name) -> String { name.isNone ? "" : context.program.text(name) }

  func imports(of file: FileID) -> JavaImports? { imports[file] }

  /// The type of a name with its package; of several, the one nearest to a file.
  func type(named name: String, near file: FileID) -> JavaType? {
    guard let all = byName[name] else { return nil }
    guard all.count > 1 else { return all.first }
    let path = context.program.tree[file].path
    func nearness(_ type: JavaType) -> Int {
      zip(path.utf8, context.program.tree[type.ref.file].path.utf8).prefix { $0 == $1 }.count
    }
    var best = all[0]
    for type in all.dropFirst() where nearness(type) > nearness(best) { best = type }
    return best
  }

  func type(at ref: NodeRef) -> JavaType? { byRef[ref] }

  /// The innermost named type around a node.
  func type(around ref: NodeRef) -> JavaType? {
    guard let file = file(ref) else { return nil }
    var node = ref.node
    while node != 0 {
      if let type = byRef[NodeRef(file: ref.file, node: node)] { return type }
      node = file[node].parent
    }
    return nil
  }
}

/// What a file's imports bring.
struct JavaImports {
  let package: String
  /// Types by their own names.
  private(set) var types: [String: String] = [:]
  /// Packages (and types) of star imports.
  private(set) var stars: [String] = []
  /// Members of static imports by their names, each with its type.
  private(set) var members: [String: String] = [:]
  /// Types of static star imports.
  private(set) var staticStars: [String] = []

  init(package: String) { self.package = package }

  mutating func add(_ node: NodeID, _ file: SyntaxFile, _ context: RecognizerContext) {
    let module = file[node].name.isNone ? "" : context.program.text(file[node].name)
    guard let binding = file.child(node, .item) else { return }
    let isStatic = file[node].flags.contains(.isStatic)
    if file[binding].name.isNone {
      if isStatic { staticStars.append(module) } else { stars.append(module) }
      return
    }
    let name = context.program.text(file[binding].name)
    if isStatic { members[name] = module } else { types[name] = module.isEmpty ? name : module + "." + name }
  }
}
