import Findings
import Model
import Source
import Testing

@Suite struct FingerprintTests {
  private func fingerprints(_ flows: Flow...) -> [String: String] {
    let findings = Shop.review(Shop.backend(flows: flows)).findings
    return Dictionary(uniqueKeysWithValues: findings.map { ("\($0.subject):\($0.location.startLine)", $0.fingerprint) })
  }

  @Test func fingerprintsAreSixteenHexadecimalDigits() {
    let all = fingerprints(Shop.flow("a", ("a.py", 1)))
    #expect(all.values.allSatisfy { $0.count == 16 && $0.allSatisfy(\.isHexDigit) })
  }

  @Test func linesAndConfidenceDoNotMatter() {
    let before = fingerprints(Shop.flow("a", ("a.py", 1)), Shop.flow("a", ("a.py", 5)))
    let after = fingerprints(Shop.flow("a", ("a.py", 41), to: "unsure"), Shop.flow("a", ("a.py", 45)))
    #expect(before["a:1"] == after["a:41"])
    #expect(before["a:5"] == after["a:45"])
    #expect(before["a:1"] != before["a:5"])
  }

  @Test func subjectFileAndRuleMatter() {
    let all = fingerprints(Shop.flow("a", ("a.py", 1)), Shop.flow("b", ("a.py", 2)), Shop.flow("a", ("b.py", 3)))
    #expect(Set(all.values).count == 3)
    let secret = Shop.review(Shop.backend(secrets: [Shop.secret("a", "a.py", 1)])).findings
    #expect(secret.first?.fingerprint != all["a:1"])
  }

  @Test func fingerprintsStayTheSameFromReleaseToRelease() {
    // sha256("dangerous-flow\0a.py\0a\0" + "0"), first eight bytes: computed with another implementation.
    #expect(fingerprints(Shop.flow("a", ("a.py", 1)))["a:1"] == "0d1c977183fa28f4")
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 1_000), "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
  ])
  func digestIsSHA256(_ message: String, _ digest: String) {
    let hex = SHA256.digest(Array(message.utf8)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    #expect(hex.joined() == digest)
  }
}
