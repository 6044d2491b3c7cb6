package protocol Recognizer: Sendable {}
