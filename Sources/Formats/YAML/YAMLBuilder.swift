import CYaml
import Source

/// Builds values from libyaml's events.
struct YAMLBuilder {
  /// A value with what is needed to bound its repetition.
  private struct Built {
    var node: ConfigNode
    /// How many values it holds, itself included.
    var weight: Int
    /// How deep it nests; 1 for a scalar.
    var height: Int
  }

  /// A collection whose end has not come yet.
  private struct Frame {
    let isMapping: Bool
    let start: Int
    let anchor: String?
    var items: [ConfigNode] = []
    var entries: [ConfigMapping.Entry] = []
    var merges: [ConfigNode] = []
    var key: (text: String, range: ByteRange, line: Int, isMerge: Bool)?
    var weight = 1
    var height = 1
  }

  private let text: YAMLText
  private let file: String
  private var frames: [Frame] = []
  private var documents: [ConfigNode] = []
  private var anchors: [String: Built] = [:]
  private var diagnostics: [Diagnostic] = []
  private var expanded = 0
  private var end = 0

  init(text: YAMLText, file: String) {
    self.text = text
    self.file = file
  }

  mutating func note(_ line: Int, _ message: String) {
    guard diagnostics.count < FormatLimits.diagnostics else { return }
    diagnostics.append(Diagnostic(.warning, file: file, line: line, message))
  }

  /// Takes one event; `false` when the rest is to be left alone.
  mutating func add(_ event: yaml_event_t) -> Bool {
    let start = Int(event.start_mark.index)
    end = Int(event.end_mark.index)
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: anchors = [:]
    case YAML_SCALAR_EVENT: addScalar(event, start)
    case YAML_ALIAS_EVENT: addAlias(Self.string(event.data.alias.anchor) ?? "", start)
    case YAML_SEQUENCE_START_EVENT:
      return open(false, start, Self.string(event.data.sequence_start.anchor))
    case YAML_MAPPING_START_EVENT:
      return open(true, start, Self.string(event.data.mapping_start.anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: close()
    default: break
    }
    return true
  }

  /// What was built; collections that a syntax error left open end there.
  mutating func finish() -> ConfigDocument {
    while !frames.isEmpty { close() }
    return ConfigDocument(documents: documents, diagnostics: diagnostics)
  }

  private mutating func open(_ isMapping: Bool, _ start: Int, _ anchor: String?) -> Bool {
    guard frames.count < FormatLimits.depth else {
      note(text.line(ofCharacter: start), "nests deeper than \(FormatLimits.depth) levels; the rest was left out")
      return false
    }
    frames.append(Frame(isMapping: isMapping, start: start, anchor: anchor))
    return true
  }

  private mutating func close() {
    guard let frame = frames.popLast() else { return }
    let place = text.place(frame.start, end)
    let value: ConfigValue =
      frame.isMapping ? .mapping(ConfigMapping(merged(frame))) : .sequence(frame.items)
    let node = ConfigNode(value, range: place.range, line: place.line)
    put(Built(node: node, weight: frame.weight, height: frame.height), anchor: frame.anchor)
  }

  private mutating func addScalar(_ event: yaml_event_t, _ start: Int) {
    let scalar = event.data.scalar
    let place = text.place(start, end)
    let written = String(
      decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.value == nil ? 0 : scalar.length), as: UTF8.self)
    let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
    let value: ConfigValue =
      if let template = text.template(place.range) {
        .string(template)
      } else {
        isPlain && scalar.tag == nil ? YAMLScalar.value(of: written) : .string(written)
      }
    let node = ConfigNode(value, range: place.range, line: place.line)
    if let last = frames.indices.last, frames[last].isMapping, frames[last].key == nil {
      if let anchor = Self.string(scalar.anchor) { anchors[anchor] = Built(node: node, weight: 1, height: 1) }
      let key = node.text ?? written
      frames[last].key = (key, place.range, place.line, isPlain && key == "<<")
      return
    }
    put(Built(node: node, weight: 1, height: 1), anchor: Self.string(scalar.anchor))
  }

  private mutating func addAlias(_ name: String, _ start: Int) {
    let place = text.place(start, end)
    let null = Built(node: ConfigNode(.null, range: place.range, line: place.line), weight: 1, height: 1)
    guard let target = anchors[name] else {
      note(place.line, "refers to an anchor that does not exist; read as null")
      put(null, anchor: nil)
      return
    }
    guard frames.count + target.height <= FormatLimits.depth, expanded + target.weight <= FormatLimits.expandedNodes
    else {
      note(
        place.line, "aliases expand to more than \(FormatLimits.expandedNodes) values or nest too deep; read as null")
      put(null, anchor: nil)
      return
    }
    expanded += target.weight
    let node = ConfigNode(target.node.value, range: place.range, line: place.line)
    put(Built(node: node, weight: target.weight, height: target.height), anchor: nil)
  }

  /// Puts a finished value where it belongs.
  private mutating func put(_ built: Built, anchor: String?) {
    if let anchor { anchors[anchor] = built }
    guard let last = frames.indices.last else {
      documents.append(built.node)
      return
    }
    frames[last].weight += built.weight
    frames[last].height = max(frames[last].height, built.height + 1)
    guard frames[last].isMapping else {
      frames[last].items.append(built.node)
      return
    }
    guard let key = frames[last].key else {
      // A collection as a key: no format that is read here has a meaning for it.
      frames[last].key = ("?", built.node.range, built.node.line, false)
      return
    }
    frames[last].key = nil
    if key.isMerge {
      frames[last].merges.append(built.node)
    } else {
      frames[last].entries.append(
        ConfigMapping.Entry(key: key.text, keyRange: key.range, keyLine: key.line, value: built.node))
    }
  }

  /// The entries of a mapping with those that `<<` brings in; a mapping's own keys and earlier merges win.
  private mutating func merged(_ frame: Frame) -> [ConfigMapping.Entry] {
    guard !frame.merges.isEmpty else { return frame.entries }
    var entries = frame.entries
    var known = Set(entries.map(\.key))
    for merge in frame.merges.flatMap({ $0.sequence ?? [$0] }) {
      guard let mapping = merge.mapping else {
        note(merge.line, "'<<' takes a mapping or a list of mappings; left out")
        continue
      }
      expanded += mapping.count
      guard expanded <= FormatLimits.expandedNodes else {
        note(merge.line, "merge keys expand to more than \(FormatLimits.expandedNodes) values; left out")
        break
      }
      for entry in mapping.entries where known.insert(entry.key).inserted { entries.append(entry) }
    }
    return entries
  }

  private static func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}

/// The types of plain scalars in YAML's core schema, which Compose, Kubernetes and GitHub go by: `yes` and `on` are
/// strings.
enum YAMLScalar {
  static func value(of text: String) -> ConfigValue {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    case ".inf", ".Inf", ".INF", "-.inf", "-.Inf", "-.INF", "+.inf", ".nan", ".NaN", ".NAN": return .number(text)
    default: return ConfigNumber.isNumber(text.utf8) ? .number(text) : .string(text)
    }
  }
}
