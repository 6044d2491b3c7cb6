/// Which files are read as configuration or notes.
enum Documents {
  /// The role of a file by its name; `nil` when it is no document.
  static func role(name: String, path: String) -> FileRole? {
    let lower = name.lowercased()
    if lockFiles.contains(lower) { return .lockFile }
    if names.contains(lower) || isRequirements(lower) || isDockerfile(lower) || isEnvironment(lower) {
      return .document
    }
    switch fileExtension(lower) {
    case "yml", "yaml", "toml", "sql", "ini", "cfg", "conf", "prisma", "graphql", "graphqls", "gql", "proto", "tf",
      "properties", "service":
      return .document
    case "json", "jsonc", "json5": return jsonRole(lower, path)
    case "md", "markdown", "txt", "rst": return isRootNote(lower, path) ? .document : nil
    default: return nil
    }
  }

  private static let lockFiles: Set<String> = [
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "poetry.lock", "uv.lock",
    "pdm.lock", "pipfile.lock",
  ]

  private static let names: Set<String> = [
    "procfile", "makefile", "gnumakefile", "pipfile", "codeowners", "jenkinsfile", "caddyfile", "justfile", "tiltfile",
    ".gitlab-ci.yml", ".babelrc", ".npmrc", ".nvmrc", ".node-version", ".python-version", "runtime.txt",
    "script.py.mako",
  ]

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

  /// JSON is mostly data. Configuration is known by name or by folder; the rest may still describe an API.
  private static func jsonRole(_ name: String, _ path: String) -> FileRole {
    let folder = path.split(separator: "/").dropLast().last.map { $0.lowercased() } ?? ""
    if ["config", "conf", "settings", "configs", "configuration"].contains(folder) { return .document }
    let stem = name.prefix { $0 != "." }
    return jsonStems.contains(String(stem)) || jsonPrefixes.contains(where: name.hasPrefix)
      ? .document : .perhapsDescription
  }

  private static let jsonStems: Set<String> = [
    "package", "composer", "nest-cli", "nodemon", "ormconfig", "serverless", "vercel", "now", "firebase", "lerna",
    "turbo", "nx", "rush", "project", "workspace", "app", "config", "settings", "default", "local", "jsconfig",
    "database", "pm2", "ecosystem", "process", "devcontainer", "deno", "biome", "wrangler", "host", "function",
    "template", "cdk", "newrelic", "renovate", "routes", "secrets", "credentials",
  ]
  private static let jsonPrefixes = ["tsconfig", "openapi", "swagger", "appsettings", "config.", "config-", "settings"]

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
