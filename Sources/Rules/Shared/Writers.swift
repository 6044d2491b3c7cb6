internal import Findings
internal import Model
internal import Source

/// Who adds rows to which table, as far as queries show it.
struct Writers {
  /// By table or model name in lower case.
  private var byTable: [String: (anyone: Bool, staff: Bool)] = [:]

  init(_ context: RuleContext) {
    let backend = context.backend
    for endpoint in backend.endpoints {
      let isStaff = endpoint.isForStaff
      for step in context.paths[endpoint.id].steps {
        guard case .query(let query) = backend[step.effect].kind,
          query.operation == .insert || query.operation == .upsert,
          let table = query.tables.first?.lowercased()
        else { continue }
        let known = byTable[table] ?? (false, false)
        byTable[table] = (known.anyone || !isStaff, known.staff || isStaff)
      }
    }
  }

  /// Some tables are seen to be written by requests: one that is not may be filled once and for all.
  var areSeenElsewhere: Bool { byTable.count > 2 }

  /// Only administrators add rows: there are as many as somebody cares to type.
  func areStaff(_ table: String) -> Bool {
    guard let known = byTable[table.lowercased()] else { return false }
    return known.staff && !known.anyone
  }

  /// Any caller's request may add a row.
  func areAnyone(_ table: String) -> Bool { byTable[table.lowercased()]?.anyone ?? false }
}

extension Endpoint {
  private static let staff: Set<String> = [
    "admin", "admins", "administrator", "administrators", "staff", "superuser", "superusers", "operator", "manager",
    "elevated", "elevation",
  ]

  private static let ordinary: Set<String> = [
    "user", "users", "customer", "customers", "member", "members", "everyone", "everybody", "client", "clients",
    "guest",
    "reader", "viewer", "student", "buyer", "subscriber", "authenticated", "registered",
  ]

  /// Roles that not everybody who signs up has.
  private var asksForRoles: Bool {
    !auth.roles.isEmpty
      && !auth.roles.contains { role in Words.of(role).last.map { Self.ordinary.contains($0) && !isRare(role) } ?? false
      }
  }

  /// "PowerUser", "SuperUser".
  private func isRare(_ role: String) -> Bool {
    Words.of(role).contains { ["power", "super", "admin", "root", "manage"].contains($0) }
  }

  /// "Authorize policy RequireAdminRole", "… CanModifyServerSettings": who sets the server up runs it.
  private static func isOfStaff(_ name: String) -> Bool {
    let words = Set(Words.of(name))
    return !words.isDisjoint(with: staff) || words.isSuperset(of: ["server", "settings"])
  }

  /// Only for administrators, by its path, its guard or the roles that are checked.
  var isForStaff: Bool {
    isPrivileged || asksForRoles || Self.isOfStaff(auth.by)
      || middleware.contains { $0.kind == .guarding && Words.of($0.name).contains { Self.staff.contains($0) } }
  }
}
