internal import Findings
internal import Model

/// What every report says at its head and its foot, in words.
struct Overview {
  let review: Review

  init(_ review: Review) { self.review = review }

  /// "Mainstay 0.1.0", the project, its technologies, how many endpoints.
  var title: [String] {
    let endpoints = Words.count(review.backend.endpoints.count, "endpoint")
    let items = ["Mainstay \(review.version)", review.backend.project.name, technologies, endpoints]
    return items.filter { !$0.isEmpty }.map(VisibleText.line)
  }

  /// "FastAPI, SQLAlchemy, PostgreSQL".
  var technologies: String {
    let names = review.backend.frameworks.map(\.name) + review.backend.dataStores.map(\.engine)
    var seen: Set<String> = []
    return names.map(Words.title).filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: ", ")
  }

  /// "48 files, 2,310 lines in 0.11 s", and what the report is limited to.
  var extent: String {
    let size = "\(Words.count(review.files, "file")), \(Words.count(review.lines, "line"))"
    let scope = review.since.map { "; only what changed since \(VisibleText.line($0))" } ?? ""
    return "\(size) in \(Words.seconds(review.seconds))\(scope)"
  }

  /// "docs/openapi.yaml: 18 of 20 operations have handlers", of the documents that describe this project.
  var documents: [String] {
    // Of copies in several formats, one is enough.
    var seen: Set<[String]> = []
    let described = review.backend.documents.filter {
      $0.describesProject && !$0.isCode && seen.insert($0.operations.map(\.title).sorted()).inserted
    }
    let lines = described.prefix(Self.documentsNamed).map { document in
      let count = Words.count(document.operations.count, "operation")
      return VisibleText.line("\(document.file): \(Words.grouped(document.matched)) of \(count) have handlers")
    }
    let rest = described.count - lines.count
    return rest > 0 ? lines + ["\(Words.count(rest, "more API document"))"] : Array(lines)
  }

  private static let documentsNamed = 3

  /// Whether some rule of a pillar ran.
  func isChecked(_ pillar: Pillar) -> Bool { review.result.rules.contains { $0.pillar == pillar } }

  /// A sentence about the pillars without a finding; `nil` when there are none.
  var silence: String? {
    let silent = Pillar.allCases.filter { pillar in !review.result.reported.contains { $0.pillar == pillar } }
    let sentences = [("Nothing seen in", true), ("Not checked:", false)].compactMap { start, isChecked in
      let names = silent.filter { self.isChecked($0) == isChecked }.map { $0.title.lowercased() }
      return names.isEmpty ? nil : "\(start) \(Words.list(names))."
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  /// Parts of the model that are known to be missing.
  var unseen: [String] {
    var texts: [String] = []
    let endpoints = review.backend.endpoints
    if endpoints.isEmpty { texts.append("no endpoint: rules that start from endpoints had nothing to look at") }
    let unknown = endpoints.count { $0.auth.requirement == .unknown }
    if unknown > 0 {
      texts.append("who may call \(Words.grouped(unknown)) of \(Words.count(endpoints.count, "endpoint"))")
    }
    let broken = review.backend.languages.reduce(0) { $0 + $1.filesWithSyntaxErrors }
    if broken > 0 { texts.append("\(Words.count(broken, "file")) with syntax errors: parts of them were left out") }
    return texts
  }

  /// Findings that exist and are not listed; `suppressed` says whether those in the code are among them.
  func leftOut(suppressed: Bool = true) -> String? {
    let result = review.result
    var parts: [String] = []
    if suppressed, result.suppressed > 0 {
      parts.append("\(Words.count(result.suppressed, "finding")) suppressed in the code")
    }
    if result.baselined > 0 { parts.append("\(Words.grouped(result.baselined)) in the baseline") }
    if result.unchanged > 0 { parts.append("\(Words.grouped(result.unchanged)) outside the change") }
    if !result.resolved.isEmpty { parts.append("\(Words.grouped(result.resolved.count)) of the baseline gone") }
    return parts.isEmpty ? nil : "Not listed: " + parts.joined(separator: ", ") + "."
  }
}
