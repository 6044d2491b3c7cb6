import Context
import Model
import Source
import Testing

@Suite struct ContextTests {
  let bundle = ContextBundle(Shop.backend, churn: ["app/orders.py": 12, "app/main.py": 1])

  @Test func markdownIsAsRecorded() throws { try expectSnapshot(bundle.markdown(), "shop.md") }

  @Test func jsonIsAsRecorded() throws { try expectSnapshot(bundle.json(), "shop.json") }

  @Test func noSecretIsPrinted() {
    for text in [bundle.markdown(), bundle.json()] {
      for secret in ["do-not-print", "hunter2", "abcdef", "user:pw"] { #expect(!text.contains(secret)) }
      #expect(text.contains("JWT_SECRET"))
    }
  }

  @Test func anEmptyBackendNamesWhatIsMissing() {
    let text = ContextBundle(Backend()).markdown()
    #expect(text.contains("Not found: how it starts, endpoints, data model"))
    #expect(!text.contains("##"))
  }

  @Test func servedFoldersStandBehindTheEndpoints() {
    var backend = Shop.backend
    let count = backend.endpoints.count
    var files = Endpoint(
      id: EndpointID(index: 0), method: "GET", path: "/static/{path}", framework: "fastapi", auth: Auth(.none),
      handler: Handler(name: "", location: Shop.at("app/main.py", 9), function: nil),
      registered: Shop.at("app/main.py", 9))
    files.folder = "public"
    files.servedFiles = ["/static/app.js"]
    backend.servedFolders = [files]
    let bundle = ContextBundle(backend)
    #expect(bundle.markdown().contains("- `GET /static/{path}` files of `public`, auth none → app/main.py:9\n"))
    #expect(bundle.markdown().contains("## Endpoints (\(count); auth:"))
    let json = bundle.json()
    #expect(json.contains("\"kind\":\"files\""))
    #expect(json.contains("\"folder\":\"public\""))
    #expect(json.contains("\"files\":[\"/static/app.js\"]"))
  }

  @Test func whatAnOutsiderWroteCannotChangeThePage() {
    var backend = Shop.backend
    backend.project.name = "evil\u{1B}[31m\u{202E}\n# <Heading>](x)"
    backend.notes = [ProjectNote(file: "README.md", text: "````\n# Not ours\n\u{202E}gnp.exe\r\n")]
    backend.endpoints[0].path = "/a`b\u{7}"
    let text = ContextBundle(backend).markdown()
    #expect(
      !text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E || $0.value == 7 || $0.value == 0x0D })
    #expect(text.hasPrefix("# evil [31m # \\<Heading>\\](x)\n"))
    #expect(text.contains("`````text\n````\n# Not ours\ngnp.exe\n`````\n"))
    #expect(text.contains("`` GET /a`b  ``"))
  }
}

@Suite struct FittingTests {
  /// Many of everything, so that every budget cuts something.
  static let large: Backend = {
    var backend = Shop.backend
    let template = backend.endpoints[1]
    backend.endpoints = (0..<300).map { index in
      var endpoint = template
      endpoint.id = EndpointID(index: UInt32(index))
      endpoint.path = "/api/part\(index % 7)/thing\(index)"
      return endpoint
    }
    backend.settings = (0..<80).map {
      Setting(name: "KEY_\($0)", defaultValue: "", location: Shop.at("s.py", $0 + 1), isSecret: false, isRequired: true)
    }
    backend.tables += (0..<60).map { Table(name: "table\($0)", model: "", location: Shop.at("m.py", $0 + 1)) }
    let text = (0..<300).map { "Line \($0) of what people should know." }.joined(separator: "\n")
    backend.notes = [ProjectNote(file: "README.md", text: text)]
    return backend
  }()

  @Test(arguments: [false, true]) func aPageNeverExceedsItsBudgetAndOnlyGrows(isLarge: Bool) {
    let bundle = ContextPage(ContextBundle(isLarge ? Self.large : Shop.backend))
    var shown: Set<Substring> = []
    for tokens in Array(0...40) + Array(stride(from: 50, through: 8_000, by: 37)) {
      let page = bundle.markdown(tokens: tokens)
      #expect(page.utf8.count <= tokens * 4, "\(tokens) tokens")
      // Lines that stand for what was cut change with the budget; every other line stays once it is there.
      let lines = Set(page.split(separator: "\n").filter { !$0.hasPrefix("- … ") && !$0.hasPrefix("Left out") })
      #expect(lines.isSuperset(of: shown), "at \(tokens) tokens a line went that a smaller page had")
      shown = lines
    }
  }

  @Test func theDefaultBudgetIsUsedWell() {
    let page = ContextBundle(Self.large).markdown(tokens: 4_000)
    #expect(page.utf8.count > 15_500)
    for title in ["## How it starts", "## Endpoints", "## Data model", "## Configuration keys", "## README.md"] {
      #expect(page.contains(title))
    }
    #expect(page.contains("more endpoints"))
  }

  @Test func aSmallPageSaysWhatItLeavesOut() {
    let page = ContextBundle(Self.large).markdown(tokens: 200)
    #expect(page.contains("# bookshop"))
    #expect(page.contains("Left out for space:"))
    #expect(page.contains("README.md (300)"))
  }

  @Test func nothingIsLeftOutWithoutALimit() {
    let page = ContextBundle(Self.large).markdown(tokens: .max)
    #expect(!page.contains("… and"))
    #expect(!page.contains("Left out"))
    #expect(page.contains("KEY_79"))
  }
}

@Suite struct RankedMapTests {
  @Test func calledAndChangedCodeComesFirst() {
    let quiet = RankedMap(Shop.backend, churn: [:])
    #expect(
      quiet.files.map(\.path).first == "app/clients/billing.py" || quiet.files.map(\.path).first == "app/orders.py")
    let busy = RankedMap(Shop.backend, churn: ["app/main.py": 4_000])
    #expect(busy.files.first?.path == "app/main.py")
    #expect(busy.files.first?.commits == 4_000)
    let sum = busy.files.reduce(0) { $0 + $1.rank }
    #expect(abs(sum - 1) < 1e-9)
  }
}
