package import Source

extension Program {
  /// Mixes in what work depends on without asking for any one file: where imports lead, which libraries there are,
  /// what is imported under which other names.
  package func describe(into digest: inout Digest) {
    modules.describe(into: &digest)
    imported.describe(into: &digest)
    aliases.describe(into: &digest)
    browserFiles.describe(into: &digest)
    nominal.describe(into: &digest)
    javaDocuments.describe(into: &digest)
    digest.add(setsDefaultTimeout ? 1 : 0)
    for (name, value) in exampleSettings.sorted(by: { $0.key < $1.key }) {
      digest.add(name)
      digest.add(value)
    }
  }
}
