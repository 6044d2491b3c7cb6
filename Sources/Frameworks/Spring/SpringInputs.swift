internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What comes into a handler's parameters.
struct SpringInputs {
  let project: JavaProject

  private static let places: [String: Input.Place] = [
    "PathVariable": .path, "RequestParam": .query, "RequestBody": .body, "RequestHeader": .header,
    "CookieValue": .cookie, "ModelAttribute": .form, "RequestPart": .file, "MatrixVariable": .path,
  ]
  private static let known = Set(places.keys.map { SpringNames.web + $0 })

  /// Types that the framework gives, rather than the request.
  private static let requests: Set<String> = [
    "HttpServletRequest", "ServletRequest", "WebRequest", "NativeWebRequest", "ServerRequest", "ServerWebExchange",
    "ServerHttpRequest", "MultipartHttpServletRequest",
  ]
  private static let given: Set<String> = [
    "HttpServletResponse", "ServletResponse", "Model", "ModelMap", "ModelAndView", "BindingResult", "Errors",
    "RedirectAttributes", "HttpSession", "WebSession", "Principal", "Authentication", "UriComponentsBuilder", "Locale",
    "SessionStatus", "ServerHttpResponse", "TimeZone", "ZoneId", "Pageable", "Sort", "HttpMethod", "Map",
  ]
  private static let plain: Set<String> = [
    "int", "long", "short", "byte", "double", "float", "boolean", "char", "Integer", "Long", "Short", "Byte", "Double",
    "Float", "Boolean", "Character", "UUID", "BigDecimal", "BigInteger", "LocalDate", "LocalDateTime", "Instant",
    "Date",
    "ZonedDateTime", "OffsetDateTime", "LocalTime", "Duration",
  ]
  private static let files: Set<String> = ["MultipartFile", "FilePart", "Part"]

  private struct Parameter {
    let ref: NodeRef
    let name: String
    let type: String
    let input: Input?
    let isRequest: Bool
    let isText: Bool
  }

  /// The parameters of a handler, with the annotations of the declaration that maps it.
  private func parameters(of handler: NodeRef, declared: NodeRef) -> [Parameter] {
    guard let file = project.file(handler), let other = project.file(declared) else { return [] }
    let above = other.children(declared.node, .parameter)
    return file.children(handler.node, .parameter).enumerated().map { position, node in
      let ref = NodeRef(file: handler.file, node: node)
      var annotations = project.annotations(of: ref)
      if declared != handler, above.indices.contains(position) {
        annotations += project.annotations(of: NodeRef(file: declared.file, node: above[position]))
      }
      return parameter(ref, annotations, file)
    }
  }

  private func parameter(_ ref: NodeRef, _ annotations: [JavaAnnotation], _ file: SyntaxFile) -> Parameter {
    let own = project.text(file[ref.node].name)
    let type = file.child(ref.node, .type)
    let written = type.map { file.text($0) } ?? ""
    let plainType = type.map { simpleName($0, file) } ?? ""
    let isText = !Self.plain.contains(plainType) && !isEnumeration(type, ref, file)
    let isValidated: Bool? =
      annotations.contains { annotation in
        annotation.names.names.contains {
          $0.hasSuffix(".Valid") || $0.hasSuffix(".Validated") || $0.contains("validation.constraints.")
        }
      } ? true : nil
    func made(_ input: Input?, isRequest: Bool = false) -> Parameter {
      Parameter(ref: ref, name: input?.name ?? own, type: written, input: input, isRequest: isRequest, isText: isText)
    }
    for annotation in annotations {
      guard let name = annotation.names.first(in: Self.known),
        let place = Self.places[String(name.dropFirst(SpringNames.web.count))]
      else { continue }
      let given = (project.element("name", of: annotation) ?? project.element("value", of: annotation)).flatMap {
        project.text(of: $0)
      }
      let isFile = Self.files.contains(plainType)
      return made(
        Input(
          name: place == .body ? "body" : given.flatMap { $0.isEmpty ? nil : $0 } ?? own, place: isFile ? .file : place,
          type: written, isRequired: isRequired(annotation), isValidated: isText ? isValidated : true))
    }
    if Self.requests.contains(plainType) { return made(nil, isRequest: true) }
    if Self.given.contains(plainType)
      || annotations.contains(where: {
        $0.names.names.contains {
          $0.hasSuffix("Principal") || $0.hasSuffix("SessionAttribute") || $0.hasSuffix("RequestAttribute")
        }
      })
    {
      return made(nil)
    }
    if Self.files.contains(plainType) { return made(Input(name: own, place: .file, type: written)) }
    if type.map({ isResolved($0, file) }) ?? false { return made(nil) }
    // What is neither is bound of the query or the form.
    let isSimple = Self.plain.contains(plainType) || plainType == "String"
    return made(
      Input(name: own, place: isSimple ? .query : .form, type: written, isValidated: isText ? isValidated : true))
  }

  /// A type that a resolver of the project's own answers for: `parameter.getParameterType().equals(Store.class)`.
  private func isResolved(_ type: NodeID, _ file: SyntaxFile) -> Bool {
    let wanted = simpleName(type, file) + ".class"
    return project.argumentResolvers.contains { $0.contains(wanted) }
  }

  private func isRequired(_ annotation: JavaAnnotation) -> Bool {
    if project.element("defaultValue", of: annotation) != nil { return false }
    guard let given = project.element("required", of: annotation), let file = project.file(given) else { return true }
    return !(file[given.node].kind == .boolean && !file[given.node].flags.contains(.truth))
  }

  /// The name of a type without its package and arguments; of an `Optional` or a `Mono`, of what is in it.
  private func simpleName(_ node: NodeID, _ file: SyntaxFile) -> String {
    var node = node
    for _ in 0..<4 {
      if file[node].kind == .index, let object = file.child(node, .object) {
        let name = project.text(file[object].name)
        if name == "Optional" || name == "Mono", let inner = file.child(node, .index) {
          node = inner
        } else {
          node = object
        }
      } else {
        break
      }
    }
    return project.text(file[node].name)
  }

  private func isEnumeration(_ type: NodeID?, _ ref: NodeRef, _ file: SyntaxFile) -> Bool {
    guard let type, file[type].kind == .name || file[type].kind == .member,
      let declared = project.type(of: NodeRef(file: ref.file, node: type))
    else { return false }
    return project.file(declared.ref)?[declared.ref.node].kind == .enumDeclaration
  }

  // MARK: Asking

  func inputs(of handler: NodeRef, declared: NodeRef, path: String) -> [Input] {
    parameters(of: handler, declared: declared).compactMap(\.input)
  }

  /// Whether the handler takes who is calling, if anybody is known.
  func takesCaller(_ handler: NodeRef) -> Bool {
    guard let file = project.file(handler) else { return false }
    return file.children(handler.node, .parameter).contains { node in
      let type = file.child(node, .type).map { simpleName($0, file) } ?? ""
      return type == "Principal" || type == "Authentication"
        || project.annotations(of: NodeRef(file: handler.file, node: node)).contains {
          $0.names.names.contains {
            $0.hasSuffix(".AuthenticationPrincipal") || $0.hasSuffix(".CurrentSecurityContext")
          }
        }
    }
  }

  func note(_ handler: NodeRef, declared: NodeRef, _ sources: inout RequestSources) {
    for parameter in parameters(of: handler, declared: declared) {
      if parameter.isRequest { sources.parameters[parameter.ref] = .request }
      guard let input = parameter.input else { continue }
      sources.parameters[parameter.ref] = .value(name: input.name, place: input.place, isText: parameter.isText)
      if input.place == .path, parameter.isText { sources.segments.insert(parameter.ref) }
    }
  }
}
