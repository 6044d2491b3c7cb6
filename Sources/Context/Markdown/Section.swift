/// A part of the bundle: a title and lines, of which as many are shown as fit.
struct Section: Sendable {
  /// A line of a section.
  struct Item: Sendable {
    let line: String
    /// Says more about it, on the next line; shown only with the line itself, and after shorter facts of others.
    let detail: String?
    /// Lower comes first when not all fit; the order on the page is that of the list.
    let rank: Int

    init(_ line: String, detail: String? = nil, rank: Int = 0) {
      self.line = line
      self.detail = detail
      self.rank = rank
    }
  }

  /// What the section is called where it is left out: "jobs".
  var name: String
  /// The whole heading line; "" for the head of the document.
  var title: String
  var items: [Item]
  /// Lines between heading and items, and after the items: a fence.
  var opening: [String] = []
  var closing: [String] = []
  /// Its share of the space, against the other sections'.
  var weight: Double
  /// The share of the details.
  var detailWeight = 1.0
  /// "more endpoints", as in "… and 12 more endpoints".
  var more: String
  /// What details hold, as in "effects of 12 more left out"; "" when there are none.
  var detailName = ""

  /// Lines and their line feeds that the section costs as soon as one item is shown.
  var overhead: Int {
    let lines = (title.isEmpty ? [] : ["", title, ""]) + opening + closing
    return lines.reduce(0) { $0 + $1.utf8.count + 1 }
  }

  /// The line that stands for what was cut, or `nil` when nothing was.
  func tail(hidden: Int, hiddenDetails: Int) -> String? {
    if hidden > 0 { return hidden == 1 ? "- … and 1 more" : "- … and \(hidden) \(more)" }
    return hiddenDetails > 0 ? "- … \(detailName) of \(hiddenDetails) left out" : nil
  }
}
