/// Which files are read as configuration or notes.
enum Documents {
  /// The role of a file by its name; `nil` when it is no document.
  static func role(name: String, path: String) -> FileRole? {
    let lower = name.lowercased()
    if isData(path) { return nil }
    if lockFiles.contains(lower) { return .lockFile }
    if names.contains(lower) || isRequirements(lower) || isDockerfile(lower) || isEnvironment(lower) {
      return .document
    }
    switch fileExtension(lower) {
    case "yml", "yaml", "toml", "sql", "ini", "cfg", "conf", "prisma", "graphql", "graphqls", "gql", "proto", "tf",
      "properties", "service", "csproj", "cshtml":
      return .document
    case "json", "jsonc", "json5": return jsonRole(lower, path)
    case "xml": return isMapper(path) ? .document : nil
    case "md", "markdown", "txt", "rst": return isRootNote(lower, path) ? .document : nil
    default: return nil
    }
  }

  /// Whether a document's name says that it describes an API.
  static func isDescription(_ name: String) -> Bool {
    let lower = name.lowercased()
    return lower.contains("openapi") || lower.contains("swagger")
  }

  private static let lockFiles: Set<String> = [
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "poetry.lock", "uv.lock",
    "pdm.lock", "pipfile.lock",
  ]

  private static let names: Set<String> = [
    "procfile", "makefile", "gnumakefile", "pipfile", "codeowners", "jenkinsfile", "caddyfile", "justfile", "tiltfile",
    ".gitlab-ci.yml", ".babelrc", ".npmrc", ".nvmrc", ".node-version", ".python-version", "runtime.txt",
    "script.py.mako", "go.mod", "pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts",
    "web.xml", "directory.packages.props", "directory.build.props",
  ]

  /// Statements of MyBatis: `OrderMapper.xml`, `OrderDao.xml`, and what lies in folders of such files.
  private static func isMapper(_ path: String) -> Bool {
    if path.hasSuffix("Mapper.xml") || path.hasSuffix("Dao.xml") || path.hasSuffix("DAO.xml") { return true }
    return path.utf8.split(separator: UInt8(ascii: "/")).dropLast().contains { folder in
      mapperFolders.contains(String(Substring(folder)).lowercased())
    }
  }

  private static let mapperFolders: Set<String> = ["mapper", "mappers", "mybatis", "sqlmap", "dao"]

  private static func isRequirements(_ name: String) -> Bool {
    (name.hasSuffix(".txt") || name.hasSuffix(".in")) && (name.contains("requirements") || name.contains("constraints"))
  }

  private static func isDockerfile(_ name: String) -> Bool {
    name == "dockerfile" || name.hasPrefix("dockerfile.") || name.hasSuffix(".dockerfile") || name == "containerfile"
      || name.hasPrefix("dockerfile-")
  }

  private static func isEnvironment(_ name: String) -> Bool {
    name == ".env" || name.hasPrefix(".env.") || name.hasPrefix(".env-") || name.hasSuffix(".env")
      || name.hasPrefix("env.") && (name.hasSuffix("example") || name.hasSuffix("sample"))
  }

  /// Whether a path lies among translations or recorded answers: text in a configuration format that configures
  /// nothing.
  private static func isData(_ path: String) -> Bool {
    path.utf8.split(separator: UInt8(ascii: "/")).dropLast().contains { dataFolders.contains(String(Substring($0))) }
  }

  private static let dataFolders: Set<String> = [
    "locale", "locales", "i18n", "lang", "langs", "language", "languages", "translations", "cassettes", "__snapshots__",
    "testdata", "test_data", "__fixtures__", "LC_MESSAGES", "node_modules", "schemas.d",
  ]

  /// JSON is mostly data. Configuration is known by name or by folder; the rest may still describe an API.
  private static func jsonRole(_ name: String, _ path: String) -> FileRole {
    let stem = String(name.prefix { $0 != "." })
    let base = String(stem.prefix { $0 != "-" && $0 != "_" })
    if jsonManifests.contains(stem) || jsonManifests.contains(base) { return .document }
    let folder = path.split(separator: "/").dropLast().last.map { $0.lowercased() } ?? ""
    if configurationFolders.contains(folder) || jsonStems.contains(stem) || jsonStems.contains(base) {
      return .smallDocument
    }
    return .perhapsDescription
  }

  private static let configurationFolders: Set<String> = ["config", "conf", "settings", "configs", "configuration"]
  private static let jsonManifests: Set<String> = [
    "package", "tsconfig", "jsconfig", "openapi", "swagger", "appsettings", "nest-cli", "serverless", "composer",
  ]
  private static let jsonStems: Set<String> = [
    "nodemon", "ormconfig", "vercel", "now", "firebase", "lerna", "turbo", "nx", "rush", "project", "workspace", "app",
    "config", "settings", "default", "local", "database", "pm2", "ecosystem", "process", "devcontainer", "deno",
    "biome",
    "wrangler", "host", "function", "cdk", "renovate", "secrets", "credentials",
  ]

  private static func isRootNote(_ name: String, _ path: String) -> Bool {
    guard !path.contains("/") else { return false }
    let stem = String(name.prefix { $0 != "." })
    return rootNotes.contains(stem)
  }

  private static let rootNotes: Set<String> = [
    "readme", "claude", "agents", "remember", "working_plan", "contributing", "architecture", "gemini", "development",
    "security",
  ]

  static func fileExtension(_ name: String) -> Substring {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return name[name.index(after: dot)...]
  }
}
