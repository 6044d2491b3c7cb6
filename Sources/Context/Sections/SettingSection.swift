internal import Model

extension ContextBundle {
  /// Configuration keys, without the values of secrets.
  var settingSection: Section {
    let items = backend.settings.map { setting in
      Section.Item(
        "- \(SafeText.code(setting.name, limit: 100)) \(facts(of: setting))(\(Words.place(setting.location)))",
        rank: setting.isRequired ? 0 : 1)
    }
    return Section(
      name: "configuration keys", title: "## Configuration keys", items: items, weight: 2, more: "more keys")
  }

  private func facts(of setting: Setting) -> String {
    var words: [String] = []
    if setting.isRequired { words.append("required") }
    if let value = visibleDefault(of: setting) { words.append("default \(SafeText.code(value, limit: 60))") }
    if setting.isSecret { words.append("secret") }
    return words.isEmpty ? "" : words.joined(separator: ", ") + " "
  }

  /// The default, unless it is a secret or stands on a line that holds one.
  func visibleDefault(of setting: Setting) -> String? {
    guard !setting.isSecret, !setting.defaultValue.isEmpty, !redaction.hides(setting.location) else { return nil }
    return SafeText.clean(setting.defaultValue, limit: 200)
  }
}
