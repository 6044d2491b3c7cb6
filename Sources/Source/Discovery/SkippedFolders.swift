/// Folders that never hold a project's own code.
enum SkippedFolders {
  /// By name: installed packages, caches, tools' own state.
  static let names: Set<String> = [
    ".git", ".hg", ".svn", ".bzr", ".jj", "CVS",
    "node_modules", "bower_components", "jspm_packages", "site-packages", "dist-packages", ".venv", "venv",
    ".virtualenv", "virtualenv", ".pnpm-store", ".pnpm", ".yarn", "__pypackages__", ".eggs", "egg-info",
    "__pycache__", ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".ipynb_checkpoints",
    ".next", ".nuxt", ".output", ".svelte-kit", ".turbo", ".parcel-cache", ".cache", ".angular", ".docusaurus",
    ".vercel", ".netlify", ".serverless", ".aws-sam", ".terraform", ".nyc_output", ".nx", ".expo", ".gradle",
    ".idea", ".vscode", ".vs", ".mainstay", ".husky", "htmlcov", "__snapshots__",
  ]

  /// Whether a folder is a Python virtual environment or a tagged cache, whatever its name.
  static func isEnvironment(_ entries: [DirectoryEntry]) -> Bool {
    entries.contains { $0.kind == .file && ($0.name == virtualEnvironment || $0.name == cacheTag) }
  }

  private static let virtualEnvironment = Array("pyvenv.cfg".utf8)
  private static let cacheTag = Array("CACHEDIR.TAG".utf8)
}
