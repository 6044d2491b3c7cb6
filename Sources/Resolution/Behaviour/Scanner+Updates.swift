internal import Facts
internal import Model
internal import Source
internal import Syntax

extension BehaviourScanner {
  /// `row.n += x`, `row.n = row.n + x`, `n = row.n; …; row.n = n - x`: a column computed from itself. What the object is
  /// stays a name here; only those that turn out to be tables' columns are kept.
  mutating func noteUpdate(_ node: NodeID) {
    guard file[currentNode].kind == .function, let target = file.child(node, .target),
      file[target].kind == .member, let object = file.child(target, .object), let value = file.child(node, .value)
    else { return }
    noteChange(node, target, object)
    if file[node].kind == .augmentedAssignment {
      guard ["+", "-", "*"].contains(evaluator.program.text(file[node].name)), !mentionsClass(value) else { return }
    } else {
      guard readsItself(value, target, object) else { return }
    }
    if file[value].kind == .string || file[value].kind == .template || isRecomputed(target, before: node) { return }
    guard let row = row(object) else { return }
    var update = ReadModifyWrite(
      function: current, table: row.name, column: evaluator.program.text(file[target].name),
      read: row.isRead ? row.read : location(node), write: location(node), isProtected: row.isLocked)
    if !row.isRead { update.handedIn = classHandedIn(object) }
    update.isRenumbering = !context.loops.isEmpty && stepsByOne(value)
    behaviour.updates.append(update)
  }

  /// `order.total = 0` before `order.total += line.price`: it is worked out anew, whatever was stored.
  private func isRecomputed(_ target: NodeID, before node: NodeID) -> Bool {
    (currentNode..<node).contains { earlier in
      guard file[earlier].kind == .assignment, let other = file.child(earlier, .target), file[other].kind == .member,
        file[other].name == file[target].name, let value = file.child(earlier, .value)
      else { return false }
      return !(value..<file[value].next).contains { file[$0].kind == .member && file[$0].name == file[target].name }
    }
  }

  /// `row.key -= 1`, `row.key = row.key - 1`.
  private func stepsByOne(_ value: NodeID) -> Bool {
    let step = file[value].kind == .binary ? file.child(value, .right) ?? value : value
    return file[step].kind == .number && file.text(step) == "1"
  }

  /// `order.status = "paid"` on a row of a unit of work: written with the next commit.
  private mutating func noteChange(_ node: NodeID, _ target: NodeID, _ object: NodeID) {
    guard file.source.language == .python, !isOwnInConstructor(object) else { return }
    for case .instance(let type, let site) in evaluator.value(of: ref(object)).alternatives {
      if let site, isConstruction(site) { return }
      guard isInUnitOfWork(type), let name = evaluator.program.node(type)?.name else { continue }
      var query = Query(operation: .update, tables: [evaluator.program.text(name)], bound: .unknown)
      query.autocommits = false
      query.columns = [evaluator.program.text(file[target].name)]
      behaviour.effects.append(
        Effect(
          id: EffectID(index: UInt32(behaviour.effects.count)), function: current, location: location(node),
          callee: "\(evaluator.program.text(name)).\(query.columns[0])", kind: .query(query), isBlocking: false,
          context: context))
      return
    }
  }

  /// `self.name = …` in `__init__`: a row that is made, not one that is changed.
  private func isOwnInConstructor(_ object: NodeID) -> Bool {
    file[object].kind == .name && evaluator.program.text(file[object].name) == "self"
      && file[currentNode].flags.contains(.constructor)
  }

  /// `Model.update({stock: row.stock - n})`: the new value is computed from the one that was read.
  mutating func noteComputedChange(_ fact: CallFact, _ query: Query, _ node: NodeID) {
    guard query.operation == .update, !query.isAtomicExpression, let table = query.tables.first,
      let changes = argument(fact.arguments["changes"], of: ref(node))
    else { return }
    for entry in changedColumns(changes) where entry.value.file == id {
      guard let source = arithmetic(entry.value.node), let name = evaluator.program.name(of: entry.key),
        let read = (source..<file[source].next).first(where: { file[$0].kind == .member && file[$0].name == name }),
        let owner = file.child(read, .object), !mentionsClass(source)
      else { continue }
      let site = evaluator.value(of: ref(owner)).site
      behaviour.updates.append(
        ReadModifyWrite(
          function: current, table: table, column: entry.key, read: origin(owner) ?? location(read),
          write: location(node), isProtected: isLocked(site)))
    }
  }

  /// The columns that an object of changes names, those below `$set`, too.
  private func changedColumns(_ changes: NodeRef) -> [(key: String, value: NodeRef)] {
    evaluator.entries(of: evaluator.value(of: changes)).flatMap { entry in
      entry.key == "$set" ? evaluator.entries(of: evaluator.value(of: entry.value)) : [entry]
    }
  }

  /// The sum or difference that an expression is, itself or through the variable that holds it.
  private func arithmetic(_ node: NodeID) -> NodeID? {
    if file[node].kind == .binary {
      return ["+", "-", "*"].contains(evaluator.program.text(file[node].name)) ? node : nil
    }
    guard file[node].kind == .name, let definition = evaluator.definition(of: ref(node)), definition.file == id,
      definition.node != node, file[definition.node].kind == .name
    else { return nil }
    let statement = file[definition.node].parent
    guard file[statement].kind == .assignment, let value = file.child(statement, .value), file[value].kind == .binary
    else { return nil }
    return arithmetic(value)
  }

  private static let unitsOfWork = ["sqlalchemy.", "sqlmodel.", "flask_sqlalchemy."]

  func isInUnitOfWork(_ type: NodeRef) -> Bool {
    evaluator.externalAncestors(of: type).contains { base in Self.unitsOfWork.contains { base.hasPrefix($0) } }
      && evaluator.lineage(of: type).contains { evaluator.declaration("__tablename__", in: $0) != nil }
  }

  /// Where a variable of this function got its value.
  func origin(_ object: NodeID) -> Location? {
    guard file[object].kind == .name, let definition = evaluator.definition(of: ref(object)), definition.file == id,
      file[definition.node].kind == .name, definition.node > currentNode, definition.node < object
    else { return nil }
    return location(file[definition.node].parent)
  }

  /// Whether a value is arithmetic on the very attribute that it is written to, directly or through one variable.
  private func readsItself(_ value: NodeID, _ target: NodeID, _ object: NodeID) -> Bool {
    file[value].kind == .binary && ["+", "-", "*"].contains(evaluator.program.text(file[value].name))
      && mentions(value, target, object) && !mentionsClass(value)
  }

  /// The same attribute of the same object, somewhere in an expression.
  private func mentions(_ expression: NodeID, _ target: NodeID, _ object: NodeID) -> Bool {
    let wanted = file.text(object)
    return (expression..<file[expression].next).contains { node in
      guard file[node].kind == .member, file[node].name == file[target].name, let owner = file.child(node, .object)
      else {
        return false
      }
      return file.text(owner) == wanted
    }
  }

  /// `Book.stock + 1`, `F("stock") + 1`: an expression that the database computes.
  private func mentionsClass(_ expression: NodeID) -> Bool {
    (expression..<file[expression].next).contains { node in
      guard file[node].kind == .name || file[node].kind == .call else { return false }
      switch evaluator.value(of: ref(node)) {
      case .type: return file[file[node].parent].kind == .member
      case .object(let name, _): return name.hasSuffix(".F") || name.hasPrefix("sqlalchemy.")
      default: return false
      }
    }
  }

  // MARK: Owners

  private static let owners: Set<String> = [
    "user_id", "owner_id", "customer_id", "account_id", "tenant_id", "organization_id", "org_id", "workspace_id",
    "team_id",
    "group_id", "household_id", "project_id", "author_id", "created_by", "created_by_id", "owner", "user", "author",
    "customer", "tenant", "organization", "is_superuser", "is_admin", "is_staff", "admin", "role", "userId", "ownerId",
    "customerId", "accountId", "user_ID", "creator", "createdBy", "ownerID", "userID", "authorID", "tenantId",
    "organizationId", "isAdmin", "authorId", "wallet", "permissions", "scopes",
    "UserID", "OwnerID", "CustomerID", "AccountID", "TenantID", "OrganizationID", "OrgID", "AuthorID", "CreatorID",
    "CreatedBy", "CreatedByID", "IsAdmin", "Admin", "Role", "Owner", "Author", "UserUID", "OwnerUID", "WorkspaceID",
    "TeamID",
    "ProjectID", "GroupID", "Permissions", "Scopes", "UserId", "OwnerId",
  ]

  private static let checks = [
    "permission", "has_perm", "permit", "authorize", "owner", "can_", "allowed", "check_access", "has_access",
  ]

  /// Whether a function compares who owns something, or asks whether the caller may.
  func comparesOwner(_ function: NodeID) -> Bool {
    guard function != 0 else { return false }
    var node = function + 1
    while node < file[function].next {
      switch file[node].kind {
      case .comparison, .ifStatement, .unary:
        for child in file.children(node) where isOwner(child) && !isNullCheck(node) { return true }
      case .call:
        if let callee = file.child(node, .callee), asksPermission(file[callee].name),
          !isRefusal(callee, in: function)
        {
          return true
        }
      default: break
      }
      node += 1
    }
    return false
  }

  /// `throw new UnauthorizedException()` of a guard: whoever is not logged in is refused, which asks for no owner.
  private func isRefusal(_ callee: NodeID, in function: NodeID) -> Bool {
    evaluator.program.text(file[function].name) == "canActivate"
      && evaluator.program.text(file[callee].name).hasPrefix("Unauthorized")
  }

  private func asksPermission(_ name: Name) -> Bool {
    let slot = Int(name.raw)
    if evaluator.checkMemo.isEmpty { evaluator.checkMemo = Array(repeating: 0, count: evaluator.program.names.count) }
    guard slot < evaluator.checkMemo.count else { return false }
    if evaluator.checkMemo[slot] == 0 {
      let text = evaluator.program.text(name).lowercased()
      evaluator.checkMemo[slot] = Self.checks.contains { text.contains($0) } ? 2 : 1
    }
    return evaluator.checkMemo[slot] == 2
  }

  private func isOwner(_ node: NodeID) -> Bool {
    // `order.user.toString() !== req.user.id`, `order.user.equals(…)`.
    if file[node].kind == .call, let callee = file.child(node, .callee), file[callee].kind == .member,
      ["toString", "equals", "toHexString", "toLowerCase"].contains(evaluator.program.text(file[callee].name)),
      let object = file.child(callee, .object)
    {
      return isOwner(object) || file.isNominal && file.children(node, .argument).contains { isOwner($0) }
    }
    if file.isNominal, file[node].kind == .call, let callee = file.child(node, .callee), file[callee].kind == .member {
      return isOwnersGetter(evaluator.program.text(file[callee].name))
    }
    return file[node].kind == .member && Self.owners.contains(evaluator.program.text(file[node].name))
  }

  /// `getUserId`, `userId` of a record.
  private func isOwnersGetter(_ name: String) -> Bool {
    guard name.hasPrefix("get") else { return Self.owners.contains(name) }
    let rest = name.dropFirst(3)
    return Self.owners.contains(String(rest))
      || Self.owners.contains((rest.first?.lowercased() ?? "") + rest.dropFirst())
  }

  private func isNullCheck(_ comparison: NodeID) -> Bool {
    file[comparison].kind == .comparison && file.children(comparison).contains { file[$0].kind == .null }
  }
}
