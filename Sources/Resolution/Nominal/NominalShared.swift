internal import Source
internal import Synchronization

/// How far an evaluator is from the work that asked. Answers that all share are worked out by evaluators of their own, so
/// that they depend on nobody's earlier questions; those may ask only for shared answers of lower ranks, so that no
/// answer waits for itself.
enum SharingRank: Int, Sendable, Comparable {
  /// Works out what a file sees.
  case context
  /// Works out what goes over many files.
  case survey
  /// A piece of work, which nobody shares.
  case work

  static func < (left: SharingRank, right: SharingRank) -> Bool { left.rawValue < right.rawValue }
}

/// What evaluators find out alike about Java and C#, whoever asks first: without it, each piece of work would find it out
/// anew.
final class NominalShared: Sendable {
  let contexts = SharedAnswers<NominalScope, NominalContext>(.context)
  let concretes = SharedAnswers<NodeRef, [NodeRef]>(.survey)
  let registered = SharedAnswers<Int, [NodeRef: [NodeRef]]>(.survey)
}

/// Answers to one kind of question, each with what it needed, which is noted again for whoever is given it.
final class SharedAnswers<Question: Hashable & Sendable, Answer: Sendable>: Sendable {
  private struct Kept {
    let answer: Answer
    let needs: AccessNotes
  }

  private let rank: SharingRank
  private let kept = Mutex<[Question: Kept]>([:])

  init(_ rank: SharingRank) { self.rank = rank }

  /// The answer, from before or worked out now; `find` is given the evaluator that works it out. Two that ask at once both
  /// work it out, and get the same.
  func answer(_ question: Question, for asker: Evaluator, _ find: (Evaluator) -> Answer) -> Answer {
    guard asker.rank > rank else { return find(asker) }
    if let known = kept.withLock({ $0[question] }) {
      asker.program.note(known.needs)
      return known.answer
    }
    let log = AccessLog(fileCount: asker.program.fileCount)
    let found = Kept(answer: find(Evaluator(asker.program.noting(in: log), rank: rank)), needs: log.notes)
    asker.program.note(found.needs)
    kept.withLock { $0[question] = found }
    return found.answer
  }
}
