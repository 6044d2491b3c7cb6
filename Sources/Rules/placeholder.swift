package protocol Rule: Sendable {}
