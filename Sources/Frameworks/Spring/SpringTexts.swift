internal import Resolution
internal import Source
internal import Syntax

/// Lists of texts as configuration classes put them together: arrays, `List.of(…)`, settings, getters of property classes.
struct SpringTexts {
  let project: JavaProject
  let module: Int?
  /// Variables of loops and lambdas that stand for each of several texts.
  var bound: [String: [String]] = [:]

  /// The texts of an expression; `nil` when they cannot be seen.
  func texts(_ ref: NodeRef, depth: Int = 0) -> [String]? {
    guard depth < 12, let file = project.file(ref) else { return nil }
    switch file[ref.node].kind {
    case .string, .binary: return project.text(of: ref).map { [resolved($0)] }
    case .list:
      return joined(file.children(ref.node, .element).map { NodeRef(file: ref.file, node: $0) }, depth)
    case .name, .member: return texts(ofName: ref, file, depth)
    case .call: return texts(ofCall: ref, file, depth)
    case .cast:
      return file.child(ref.node, .value).flatMap { texts(NodeRef(file: ref.file, node: $0), depth: depth + 1) }
    default: return nil
    }
  }

  private func resolved(_ text: String) -> String { project.settings.resolved(text, in: module) }

  private func joined(_ refs: [NodeRef], _ depth: Int) -> [String]? {
    var all: [String] = []
    for ref in refs {
      guard let own = texts(ref, depth: depth + 1) else { return nil }
      all += own
    }
    return all
  }

  private func texts(ofName ref: NodeRef, _ file: SyntaxFile, _ depth: Int) -> [String]? {
    let name = project.text(file[ref.node].name)
    if file[ref.node].kind == .name {
      if let bound = bound[name] { return bound }
      if let local = localValue(name, ref, file) { return texts(local, depth: depth + 1) }
    }
    if let value = project.constant(ref) { return texts(value, depth: depth + 1) }
    // `@Value("${app.open}") String[] open`.
    if let type = project.type(around: ref), let field = project.field(name, of: type) {
      if let setting = project.annotation(of: field, among: SpringNames.value),
        let text = project.element("value", of: setting).flatMap({ project.text(of: $0) })
      {
        return listed(text)
      }
    }
    return property(ref, depth)
  }

  /// The setting that `@Value` names, whose list may be written with commas.
  private func listed(_ text: String) -> [String]? {
    if text.hasPrefix("${"), text.hasSuffix("}") {
      let key = text.dropFirst(2).dropLast().prefix { $0 != ":" }
      let values = project.settings.values(String(key), in: module)
      if values.count > 1 { return values }
    }
    let whole = resolved(text)
    guard !whole.contains(Value.hole) else { return nil }
    return whole.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
  }

  /// What a local variable was given, when only its declaration gives it something.
  private func localValue(_ name: String, _ ref: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    var node = ref.node
    while node != 0 {
      let parent = file[node].parent
      for sibling in file.children(parent) where sibling < ref.node && file[sibling].kind == .assignment {
        guard file[sibling].flags.contains(.declaration), let target = file.child(sibling, .target),
          project.text(file[target].name) == name, let value = file.child(sibling, .value)
        else { continue }
        return NodeRef(file: ref.file, node: value)
      }
      if file[node].kind == .function, !file[node].flags.contains(.lambda) { return nil }
      node = parent
    }
    return nil
  }

  private static let wrappers: Set<String> = [
    "toArray", "stream", "toList", "collect", "asList", "of", "concat", "distinct", "ofNullable", "orElse", "copyOf",
    "unmodifiableList",
  ]

  private func texts(ofCall ref: NodeRef, _ file: SyntaxFile, _ depth: Int) -> [String]? {
    if file[ref.node].flags.contains(.isNew) {
      let arguments = project.arguments(of: ref)
      // `new ArrayList<>(…)`, `new String[0]`: other objects are no lists.
      let made = file.child(ref.node, .callee).map { file.text($0) } ?? ""
      guard ["List", "Set", "String", "[]"].contains(where: made.hasSuffix) else { return nil }
      return arguments.isEmpty ? [] : joined(arguments, depth)
    }
    guard let callee = file.child(ref.node, .callee) else { return nil }
    let name = project.text(file[callee].name)
    let object =
      file[callee].kind == .member ? file.child(callee, .object).map { NodeRef(file: ref.file, node: $0) } : nil
    if ["of", "asList", "concat", "unmodifiableList", "copyOf"].contains(name) {
      return joined(project.arguments(of: ref), depth)
    }
    if Self.wrappers.contains(name), let object { return texts(object, depth: depth + 1) }
    if let found = property(ref, depth) { return found }
    // A method of the project that only answers with them.
    let owner = object.flatMap { project.objectType($0) } ?? (object == nil ? project.type(around: ref) : nil)
    guard let owner, let method = project.method(name, of: owner), let other = project.file(method) else { return nil }
    let statements = project.statements(of: method)
    guard statements.count == 1, let only = statements.first, other[only.node].kind == .returnStatement,
      let value = other.child(only.node, .value)
    else { return nil }
    return texts(NodeRef(file: method.file, node: value), depth: depth + 1)
  }

  // MARK: Property classes

  /// `properties.getSecurity().getOpen()` of a class with `@ConfigurationProperties`.
  private func property(_ ref: NodeRef, _ depth: Int) -> [String]? {
    var keys: [String] = []
    var current = ref
    for _ in 0..<8 {
      guard let file = project.file(current) else { return nil }
      if let type = project.objectType(current),
        let mark = project.annotation(of: type.ref, among: SpringNames.properties),
        !keys.isEmpty
      {
        let given = project.element("prefix", of: mark) ?? project.element("value", of: mark)
        let prefix = given.flatMap { project.text(of: $0) } ?? ""
        let key = ([prefix] + keys.reversed()).filter { !$0.isEmpty }.joined(separator: ".")
        let values = project.settings.values(key, in: module)
        if !values.isEmpty { return values.flatMap { $0.split(separator: ",").map { $0.filter { !$0.isWhitespace } } } }
        guard keys.count == 1, let field = project.field(keys[0], of: type), let other = project.file(field) else {
          return nil
        }
        // Only the class's own default is left.
        guard let initial = other.child(field.node, .value) else {
          return project.settings.hasSettings(module) ? [] : nil
        }
        return texts(NodeRef(file: field.file, node: initial), depth: depth + 1)
      }
      var node = current.node
      if file[node].kind == .call {
        guard project.arguments(of: current).isEmpty, let callee = file.child(node, .callee) else { return nil }
        node = callee
      }
      guard file[node].kind == .member, let object = file.child(node, .object) else { return nil }
      keys.append(Self.propertyName(project.text(file[node].name)))
      current = NodeRef(file: current.file, node: object)
    }
    return nil
  }

  private static func propertyName(_ getter: String) -> String {
    guard getter.hasPrefix("get"), let first = getter.dropFirst(3).first, first.isUppercase else { return getter }
    return first.lowercased() + getter.dropFirst(4)
  }
}
