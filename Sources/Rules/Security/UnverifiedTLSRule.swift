internal import Findings
internal import Model
internal import Source

/// S26. A connection whose other end is not checked.
enum UnverifiedTLSRule: Rule {
  static let info = RuleInfo(
    name: "unverified-tls", alias: "S26", pillar: .security, level: .error, confidence: .high,
    summary: "the certificate of the other side is not verified",
    why: """
      Without the check, encryption is with whoever answers. Anyone on the way, in a shared network or a poisoned name \
      server, reads what is sent, credentials among it, and answers as they like.
      """,
    quietWhen: [
      "the flag comes from a setting or a parameter, or a setting that says so decides (ALLOW_UNAUTHORIZED_CERTS, DisableCertificateCheck)",
      "the call is in a test or in a script",
      "the call goes over plain HTTP: there is no certificate",
      "a note only: the function's name says that it does not (SkipCertificateValidation)",
    ],
    example: "requests.get(CARRIER_URL, verify=False, timeout=5)",
    instead: "requests.get(CARRIER_URL, verify=\"/etc/ssl/carrier-ca.pem\", timeout=5)",
    cwe: [295], references: ["https://cwe.mitre.org/data/definitions/295.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    // What one function makes in several ways has one set of options.
    var seen: Set<String> = []
    return context.backend.effects.compactMap { effect in
      let function = context.backend[effect.function]
      guard function.purpose == .production, let destination = unverified(effect), !destination.hasPrefix("http://")
      else { return nil }
      if case .connect = effect.kind, function.name != "<module>",
        !seen.insert("\(function.id.index) \(effect.callee)").inserted
      {
        return nil
      }
      let target = destination.isEmpty ? "" : " to \(destination)"
      return Finding(
        rule: info, level: saysSo(function.name) ? .note : nil,
        message: "\(effect.callee)\(target) does not verify the other side's certificate",
        scenario: """
          Whoever sits between the two answers in the other side's name: they read the request with everything in it, and \
          what they answer is believed.
          """,
        location: effect.location, endpoints: context.endpoints(reaching: effect.function),
        remedy: "verify, with the authority's certificate as a file where it is a private one",
        subject: "\(function.name) \(effect.callee)")
    }
  }

  private static let leaving: Set<String> = ["skip", "ignore", "disable", "bypass", "without"]
  private static let checking: Set<String> = ["certificate", "cert", "certificates", "tls", "ssl", "verification"]

  /// `SkipCertificateValidation()`: whoever calls it asks for that by name.
  private static func saysSo(_ name: String) -> Bool {
    let words = Words.of(name.split(separator: ".").last { $0 != "<lambda>" }.map(String.init) ?? "")
    return words.contains { leaving.contains($0) } && words.contains { checking.contains($0) }
  }

  private static func unverified(_ effect: Effect) -> String? {
    switch effect.kind {
    case .outbound(let call): call.verifiesTLS == false ? call.destination : nil
    case .connect(let connection): connection.verifiesTLS == false ? "" : nil
    default: nil
    }
  }
}
