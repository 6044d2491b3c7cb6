internal import Resolution
internal import Source
internal import Syntax

/// Answers that go on: `text/event-stream`.
enum JavaEventStreams {
  /// Whether what an annotation says a method produces is a stream of events, and nothing else.
  static func produces(_ given: NodeRef, _ project: JavaProject) -> Bool {
    guard let file = project.file(given) else { return false }
    let elements = file[given.node].kind == .list ? file.children(given.node, .element).map { $0 } : [given.node]
    guard elements.count == 1, let only = elements.first else { return false }
    let text = project.text(of: NodeRef(file: given.file, node: only)) ?? file.text(only)
    return ["text/event-stream", "TEXT_EVENT_STREAM", "SERVER_SENT_EVENTS"].contains(where: text.contains)
  }

  /// Whether a method answers with an emitter, or with events.
  static func answers(_ method: NodeRef, _ project: JavaProject) -> Bool {
    guard let file = project.file(method), let type = file.child(method.node, .type) else { return false }
    let text = file.text(type)
    return text.contains("SseEmitter") || text.contains("Flux<ServerSentEvent")
      || text.contains("Multi<OutboundSseEvent")
  }
}
