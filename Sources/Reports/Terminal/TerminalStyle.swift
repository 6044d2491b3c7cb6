internal import Findings

/// Colour, when there is a terminal to show it.
struct TerminalStyle {
  let isColored: Bool

  private func wrap(_ text: String, _ code: String) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  func heading(_ text: String) -> String { wrap(text, "1") }
  func faint(_ text: String) -> String { wrap(text, "2") }
  func path(_ text: String) -> String { wrap(text, "36") }

  func level(_ level: Level, _ text: String) -> String {
    switch level {
    case .error: wrap(text, "1;31")
    case .warning: wrap(text, "33")
    case .note: wrap(text, "34")
    }
  }
}
