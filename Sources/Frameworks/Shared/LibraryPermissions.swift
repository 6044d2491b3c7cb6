internal import Model

/// What permission classes of Django REST framework and its libraries answer to a request without credentials.
enum LibraryPermissions {
  private static let denying: Set<String> = [
    "IsAuthenticated", "IsAdminUser", "DjangoModelPermissions", "DjangoObjectPermissions", "TokenHasScope",
    "TokenHasReadWriteScope", "TokenMatchesOASRequirements", "HasAPIKey", "IsAuthenticatedOrTokenHasScope",
    "CurrentUserOrAdmin", "TokenHasResourceScope",
  ]
  private static let safe: Set<String> = ["GET", "HEAD", "OPTIONS"]

  /// The answer of a class by its own name; `nil` when it is not known.
  static func answer(_ name: String, _ request: AnonymousRequest) -> AnonymousTruth? {
    if denying.contains(name) { return .absent }
    switch name {
    case "AllowAny", "BasePermission": return .known(true)
    case "IsAuthenticatedOrReadOnly", "DjangoModelPermissionsOrAnonReadOnly":
      guard let method = request.method else { return AnonymousTruth(answer: .unknown, mentionsIdentity: true) }
      return AnonymousTruth(answer: safe.contains(method) ? .yes : .no, mentionsIdentity: true)
    default: return nil
    }
  }
}
