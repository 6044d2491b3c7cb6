internal import Model
package import Resolution

/// How routers hang below each other: which router is mounted where, with what prefix and guards.
package struct MountGraph<Extra: Sendable>: Sendable {
  /// One mounting of a child below a parent.
  package struct Mount: Sendable {
    package let parent: NodeRef
    package let child: NodeRef
    package let prefix: String
    package let extra: Extra
    /// Orders it among its parent's other registrations.
    package let moment: [NodeRef]

    package init(parent: NodeRef, child: NodeRef, prefix: String, extra: Extra, moment: [NodeRef]) {
      self.parent = parent
      self.child = child
      self.prefix = prefix
      self.extra = extra
      self.moment = moment
    }
  }

  private var byChild: [NodeRef: [Mount]] = [:]

  package init() {}

  package mutating func add(_ mount: Mount) {
    guard mount.parent != mount.child else { return }
    byChild[mount.child, default: []].append(mount)
  }

  package var isEmpty: Bool { byChild.isEmpty }

  package func isMounted(_ router: NodeRef) -> Bool { byChild[router] != nil }

  /// The prefixes of a chain, joined.
  package static func prefix(of chain: [Mount]) -> String { chain.reduce("") { PathTemplate.join($0, $1.prefix) } }

  /// Every chain of mounts from a root down to a router, outermost first; one empty chain for a router that hangs
  /// nowhere. At most 64, and none that goes in circles.
  package func chains(to router: NodeRef) -> [[Mount]] { chains(to: router, visiting: [router]) }

  private func chains(to router: NodeRef, visiting: Set<NodeRef>) -> [[Mount]] {
    guard let mounts = byChild[router] else { return [[]] }
    var found: [[Mount]] = []
    for mount in mounts where !visiting.contains(mount.parent) {
      for chain in chains(to: mount.parent, visiting: visiting.union([mount.parent])) where found.count < 64 {
        found.append(chain + [mount])
      }
    }
    return found
  }
}

/// A registration on a router, in one of the ways in which the router hangs below a root: the same one run twice is
/// one endpoint.
struct SeenRoute: Hashable {
  let method: String
  let path: String
  let call: NodeRef
  let root: NodeRef
}
