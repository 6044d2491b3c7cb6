package import Source
package import Syntax

/// Which files of a project run in a browser: what its pages import, and no file of the server does.
package struct BrowserFiles: Sendable {
  private let files: Set<FileID>

  private static let pages: Set<String> = [
    "react", "react-dom", "vue", "@angular/core", "svelte", "preact", "solid-js", "jquery", "@hotwired/stimulus",
    "react-router-dom", "@xstate/react", "pinia", "vuex",
  ]

  private static let servers: Set<String> = [
    "express", "koa", "fastify", "@nestjs/core", "@nestjs/common", "@hapi/hapi", "hono", "restify", "fs", "node:fs",
    "http", "node:http", "path", "node:path", "child_process", "pg", "mysql2", "mongoose", "mongodb", "sequelize",
    "typeorm", "@prisma/client", "knex", "ioredis", "redis", "nodemailer",
  ]

  package init(
    files: [SyntaxFile?], indexes: [FileIndex?], names: NameTable, modules: ModuleMap, imported: ImportedModules
  ) {
    guard Self.pages.contains(where: imported.contains) else {
      self.files = []
      return
    }
    var edges: [[FileID]] = []
    var pages: [FileID] = []
    var servers: [FileID] = []
    let require = names.lookup("require")
    for (position, file) in files.enumerated() {
      let id = FileID(index: UInt32(position))
      var targets: [FileID] = []
      if let file, file.source.language?.isECMAScript == true, let index = indexes[position] {
        let specifiers = Self.specifiers(file, index, names, require)
        for specifier in specifiers {
          if case .file(let target) = modules.ecmascript(specifier, from: file.source.path) { targets.append(target) }
        }
        let isPage = file.source.path.hasSuffix(".tsx") || file.source.path.hasSuffix(".jsx")
        if isPage || specifiers.contains(where: Self.pages.contains) {
          pages.append(id)
        } else if specifiers.contains(where: Self.servers.contains) {
          servers.append(id)
        }
      }
      edges.append(targets)
    }
    let served = Self.closure(of: servers, edges, without: Set(pages))
    self.files = Self.closure(of: pages, edges, without: []).subtracting(served)
  }

  private static func specifiers(
    _ file: SyntaxFile, _ index: FileIndex, _ names: NameTable, _ require: Name?
  ) -> Set<String> {
    var found = Set(index.imports.map { names[file[$0].name] })
    for node in index.exports where !file[node].name.isNone { found.insert(names[file[node].name]) }
    for call in index.calls where call.name == require && require != nil {
      if let argument = file.child(call.node, .argument), let text = file.stringValue(argument) { found.insert(text) }
    }
    return found
  }

  private static func closure(of roots: [FileID], _ edges: [[FileID]], without stops: Set<FileID>) -> Set<FileID> {
    var seen = Set(roots)
    var stack = roots
    while let next = stack.popLast() {
      for target in edges[Int(next.index)] where !stops.contains(target) && seen.insert(target).inserted {
        stack.append(target)
      }
    }
    return seen
  }

  func describe(into digest: inout Digest) {
    for file in files.sorted() { digest.add(UInt64(file.index)) }
  }

  /// Whether a file runs in a browser only.
  package func contains(_ file: FileID) -> Bool { files.contains(file) }
}
