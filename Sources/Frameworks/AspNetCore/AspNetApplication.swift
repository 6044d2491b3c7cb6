internal import Model
internal import Resolution
internal import Source

/// A template for controllers that have none: `MapControllerRoute("default", "{controller=Home}/{action=Index}/{id?}")`.
struct AspNetPattern: Equatable {
  let template: String
  var area: String?
  var controller: String?
  var action: String?
}

/// What something that routes hang below asks of callers; conventions hold for all below it, whenever they are given.
struct AspNetNode {
  let parent: Int?
  let prefix: String
  var authorizes: [AspNetDemand] = []
  var isAnonymous = false
  var filters: [NodeRef] = []
  var rateLimit: NodeRef?
  var isUndocumented = false
  var isForDevelopment = false
}

/// `[Authorize]` and `RequireAuthorization()`: policies and roles that are asked for, none where anybody signed in will do.
struct AspNetDemand {
  var policies: [NodeRef] = []
  var roles: [String] = []
  /// A policy that is built in place.
  var builders: [NodeRef] = []
  let place: NodeRef
}

/// One program: where it begins, and what it maps.
struct AspNetApplication {
  let file: FileID
  let root: Int
  var patterns: [AspNetPattern] = []
  /// The nodes of `MapControllers()` and its like.
  var controllers: [Int] = []
  /// The nodes of `MapRazorPages()`; none where nothing serves pages.
  var pages: [Int] = []
  /// Middleware of the project that runs before every endpoint.
  var middleware: [NodeRef] = []
  var usesAuthorization = false
}

/// A route that was mapped.
struct AspNetMapped {
  enum Kind {
    case http, hub, health, forwarder, identity, file
    /// Of recognizers of their own.
    case graphQL, grpc
  }

  let node: Int
  let kind: Kind
  let verbs: [String]
  let template: String
  let handler: NodeRef?
  let site: NodeRef
  let framework: String
}
