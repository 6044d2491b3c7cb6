internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// How the framework's own list answers page.
struct DRFListing {
  private let reading: DjangoReading

  init(_ reading: DjangoReading) { self.reading = reading }

  private var evaluator: Evaluator { reading.evaluator }

  /// The listing that an action of a library answers with; `nil` when it answers with no collection.
  func listing(_ type: NodeRef, _ action: String) -> Listing? {
    let isList = action == "list" || action == "get" && reading.classes.has("list", type)
    guard isList, evaluator.method("list", of: type) == nil else { return nil }
    guard let entity = entity(type) else { return nil }
    let paginator = self.paginator(type)
    return Listing(
      entity: entity, isPaginated: paginator.map { isPaging($0) } ?? false,
      isSizeUnbounded: paginator.map { isUnbounded($0) } ?? false)
  }

  /// The class that pages; `nil` when nothing does.
  private func paginator(_ type: NodeRef) -> Value? {
    if let own = reading.classes.attribute("pagination_class", of: type) {
      let value = evaluator.value(of: own)
      return value == .null ? nil : value
    }
    guard let given = reading.settings.rest("DEFAULT_PAGINATION_CLASS") else { return nil }
    switch evaluator.value(of: given) {
    case .string(let text): return reading.settings.resolve(text)
    case .null: return nil
    case let value: return value
    }
  }

  /// Whether a paginator has a size to page by.
  private func isPaging(_ paginator: Value) -> Bool? {
    for name in ["page_size", "default_limit"] {
      guard case .type(let type) = paginator, let own = reading.classes.attribute(name, of: type) else { continue }
      return evaluator.value(of: own) != .null
    }
    guard let size = reading.settings.rest("PAGE_SIZE") else { return libraryName(paginator) == nil ? nil : false }
    return evaluator.value(of: size) != .null
  }

  private func libraryName(_ paginator: Value) -> String? {
    if case .type(let type) = paginator { return reading.classes.libraries(of: type).first.map(DjangoLibrary.last) }
    return paginator.externalName.map(DjangoLibrary.last)
  }

  /// Whether the client chooses the size, and nothing caps it.
  private func isUnbounded(_ paginator: Value) -> Bool {
    func own(_ name: String) -> Value? {
      guard case .type(let type) = paginator else { return nil }
      return reading.classes.attribute(name, of: type).map { evaluator.value(of: $0) }
    }
    switch libraryName(paginator) {
    case "LimitOffsetPagination": return own("max_limit").map { $0 == .null } ?? true
    case "PageNumberPagination", "CursorPagination":
      guard let parameter = own("page_size_query_param"), parameter != .null else { return false }
      return own("max_page_size").map { $0 == .null } ?? true
    default: return false
    }
  }

  /// The model whose rows are listed.
  private func entity(_ type: NodeRef) -> String? {
    if let own = reading.classes.attribute("queryset", of: type), let name = root(own) { return name }
    if let function = evaluator.method("get_queryset", of: type), let file = reading.context.program.file(function.file)
    {
      for returned in evaluator.returns(of: function, file) { if let name = root(returned) { return name } }
    }
    if let own = reading.classes.attribute("model", of: type), case .type(let model) = evaluator.value(of: own) {
      return reading.classes.name(model)
    }
    guard let own = reading.classes.attribute("serializer_class", of: type),
      case .type(let serializer) = evaluator.value(of: own),
      case .type(let meta) = evaluator.member("Meta", of: .type(serializer)),
      case .type(let model) = evaluator.member("model", of: .type(meta))
    else { return nil }
    return reading.classes.name(model)
  }

  /// The model at the root of `Article.objects.filter(…)`.
  private func root(_ ref: NodeRef) -> String? {
    guard let file = reading.context.program.file(ref.file) else { return nil }
    var node = ref.node
    for _ in 0..<24 {
      switch file[node].kind {
      case .call: guard let callee = file.child(node, .callee) else { return nil }; node = callee
      case .member, .index: guard let object = file.child(node, .object) else { return nil }; node = object
      default:
        guard case .type(let type) = evaluator.value(of: NodeRef(file: ref.file, node: node)) else { return nil }
        return reading.classes.name(type)
      }
      if file[node].kind == .member, case .type(let type) = evaluator.value(of: NodeRef(file: ref.file, node: node)) {
        return reading.classes.name(type)
      }
    }
    return nil
  }
}
