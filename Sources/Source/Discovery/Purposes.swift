/// Tells what a file is for from its path below the root and from what lies beside it.
struct Purposes: Sendable {
  private let shape: TreeShape
  /// What each folder says about the files below it; folders that say nothing are absent.
  private var folders: [String: FilePurpose] = [:]

  /// - Parameter codePaths: every code file that will be read.
  init(_ shape: TreeShape, codePaths: [String]) {
    self.shape = shape
    decideFolders(sides: .test)
    // Examples and benchmarks are no tests when there is nothing beside them that they could be examples of.
    if !codePaths.contains(where: { purpose(of: $0) == .production }) { decideFolders(sides: nil) }
  }

  /// The purpose of a code file or document.
  func purpose(of path: String) -> FilePurpose {
    let (folder, fullName) = TreeShape.split(path)
    let inherited = folders[folder]
    if inherited == .test { return .test }
    let name = FileName(fullName)
    if name.isTest, !name.isSpecification, !Self.isShippedJava(folder) { return .test }
    if let inherited { return inherited }
    return name.isScript(in: TreeShape.split(folder).name, isPackage: isPackage(folder)) ? .script : .production
  }

  private mutating func decideFolders(sides: FilePurpose?) {
    folders = [:]
    for folder in shape.folders where !folder.isEmpty {
      let (parent, name) = TreeShape.split(folder)
      let above = folders[parent]
      if above == .test {
        folders[folder] = .test
        continue
      }
      let own =
        Self.isShippedJava(parent) ? nil : ownPurpose(folder, name: name.lowercased(), parent: parent, sides: sides)
      // A test folder below scripts holds tests; a scripts folder below migrations holds migrations.
      if let purpose = own == .test ? own : above ?? own { folders[folder] = purpose }
    }
  }

  /// Whether a folder is a package of what Maven and Gradle ship, whatever its name: `src/main/java/org/shop/spec`.
  private static func isShippedJava(_ folder: String) -> Bool {
    folder.utf8.count >= 13
      && (folder.hasSuffix("src/main/java") || folder.hasPrefix("src/main/java/") || folder.contains("/src/main/java/"))
  }

  /// What a folder's name says about all that is below it; `nil` when it says nothing.
  private func ownPurpose(_ folder: String, name: String, parent: String, sides: FilePurpose?) -> FilePurpose? {
    if FolderNames.tests.contains(name) || FolderNames.testEndings.contains(where: name.hasSuffix) { return .test }
    if name.contains("."), shape.project(in: folder) != nil, FolderNames.isTestProject(name) { return .test }
    // `Shop.AppHost` of .NET Aspire starts everything on a developer's machine, and what belongs to it helps there.
    if name.split(separator: ".").dropFirst().contains("apphost"), shape.project(in: folder) != nil { return .script }
    if FolderNames.sides.contains(name), isTop(parent) || shape.hasManifest(folder) {
      // All below a project file of .NET is compiled into it.
      let isCompiled = shape.project(in: parent) != nil && shape.project(in: folder) == nil
      return isCompiled || isModule(folder) ? nil : sides
    }
    if FolderNames.doubles.contains(name) { return isModule(folder) ? nil : .test }
    if isMigrations(folder, name: name, parent: parent) { return .migration }
    if FolderNames.scripts.contains(name) || name.hasPrefix(".") && name != ".well-known" {
      return isModule(folder) ? nil : .script
    }
    if FolderNames.asides.contains(name) {
      let isPart = isPackage(folder) && isPackage(parent) || isModule(folder)
      return isPart || FolderNames.documentation.contains(name) && !isTop(parent) ? nil : .script
    }
    if parent.isEmpty, FolderNames.rootScripts.contains(name) {
      return isPackage(folder) || isModule(folder) ? nil : .script
    }
    return nil
  }

  /// Whether a folder is a Python package.
  private func isPackage(_ folder: String) -> Bool { shape.contains("__init__.py", in: folder) }

  /// Whether a folder is the root or a project of its own.
  private func isTop(_ folder: String) -> Bool { folder.isEmpty || shape.hasManifest(folder) }

  /// Whether a folder holds part of an application, whatever its name: a league's `fixtures`, a shop's `samples`.
  private func isModule(_ folder: String) -> Bool {
    shape.files(in: folder).contains { name in
      FolderNames.moduleFiles.contains(name) || FileName(name).hasMark(in: FolderNames.moduleMarks)
    }
  }

  /// Whether a folder holds database migrations, and not, say, the code that imports another product's data.
  private func isMigrations(_ folder: String, name: String, parent: String) -> Bool {
    if name == "versions" {
      let tools = ["env.py", "script.py.mako", "migrate.cfg"]
      return tools.contains { shape.contains($0, in: parent) }
    }
    guard FolderNames.migrations.contains(name) else { return false }
    if isTop(parent), name != "migration" { return true }
    if FolderNames.migrationTools.contains(where: { shape.contains($0, in: folder) }) { return true }
    if shape.exists(folder: TreeShape.join(folder, "versions")) { return true }
    // A Django application that was never migrated.
    if shape.files(in: folder) == ["__init__.py"], shape.contains("models.py", in: parent) { return true }
    let names = shape.files(in: folder) + shape.subfolders(of: folder)
    return names.contains(where: Self.isNumbered)
  }

  /// Whether a name is numbered or dated as migrations are: `0001_initial.py`, `20240131-users.ts`, `V2__add.sql`,
  /// `Migration20240131.ts`.
  private static func isNumbered(_ name: String) -> Bool {
    guard let first = name.utf8.first else { return false }
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    if isDigit(first) { return true }
    if first == UInt8(ascii: "V"), name.utf8.dropFirst().first.map(isDigit) == true { return true }
    var run = 0
    for byte in name.utf8 {
      run = isDigit(byte) ? run + 1 : 0
      if run == 8 { return true }
    }
    return false
  }
}
