package import Model

extension Auth {
  /// The one that lets fewer callers through; what can't be seen outweighs what lets callers pass.
  package func stronger(_ other: Auth) -> Auth {
    let order: [Requirement] = [.none, .optional, .unknown, .required]
    func rank(_ auth: Auth) -> Int { order.firstIndex(of: auth.requirement) ?? 0 }
    return rank(other) > rank(self) ? other : self
  }
}
