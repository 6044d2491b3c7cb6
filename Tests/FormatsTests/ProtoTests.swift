import Formats
import Testing

@Suite struct ProtoTests {
  private func parse(_ text: String) -> ProtoFile { Proto.parse(Array(text.utf8)) }

  @Test func servicesAndMethodsKeepTheirPlaces() throws {
    let file = parse(
      """
      syntax = "proto3";
      package shop.v1;
      service Carts {
        rpc Add (Item) returns (Cart);
        rpc Watch (stream .shop.v1.Item) returns (stream Cart) { option (x) = { get: "/v1" }; }
      }
      """)
    #expect(file.package == "shop.v1")
    let service = try #require(file.services.first)
    #expect(service.name == "Carts" && service.line == 3)
    #expect(service.methods.map(\.name) == ["Add", "Watch"] && service.methods.map(\.line) == [4, 5])
    #expect(service.methods[1].streamsRequests && service.methods[1].streamsResponses)
    #expect(service.methods[1].request == ".shop.v1.Item" && !service.methods[0].streamsRequests)
  }

  @Test func routesOfAGatewayAreKept() throws {
    let file = parse(
      """
      service Books {
        rpc List (A) returns (B) {
          option (google.api.http) = {
            get: "/v1/books"
            additional_bindings { get: "/v1/{parent=shelves/*}/books" }
            additional_bindings { custom: { kind: "HEAD" path: "/v1/books" } }
          };
          option (google.api.method_signature) = "parent";
        }
        rpc Add (A) returns (B) { option (google.api.http) = {post: "/v1/books" body: "*"}; }
        rpc Drop (A) returns (B) { option (google.api.http).delete = "/v1/books/{id}"; }
        rpc Plain (A) returns (B);
        rpc Broken (A) returns (B) { option (google.api.http) = { get: }
      """)
    let methods = try #require(file.services.first).methods
    #expect(methods.map(\.name) == ["List", "Add", "Drop", "Plain", "Broken"])
    #expect(
      methods[0].bindings == [
        ProtoBinding(verb: "GET", template: "/v1/books"),
        ProtoBinding(verb: "GET", template: "/v1/{parent=shelves/*}/books"),
        ProtoBinding(verb: "HEAD", template: "/v1/books"),
      ])
    #expect(methods[1].bindings == [ProtoBinding(verb: "POST", template: "/v1/books")])
    #expect(methods[2].bindings == [ProtoBinding(verb: "DELETE", template: "/v1/books/{id}")])
    #expect(methods[3].bindings.isEmpty && methods[4].bindings.isEmpty)
  }

  @Test func commentsStringsAndMessagesAreNoServices() {
    let file = parse(
      """
      // service A { rpc X (Y) returns (Z); }
      /* service B { rpc X (Y) returns (Z); } */
      option x = "service C { rpc X (Y) returns (Z); }";
      message M { string service = 1; message rpc { } }
      service D { option y = "rpc E (Y) returns (Z);"; rpc stream (stream) returns (stream stream); }
      """)
    #expect(file.services.map(\.name) == ["D"])
    #expect(file.services.first?.methods.map(\.name) == ["stream"])
    #expect(file.services.first?.methods.first?.streamsRequests == false)
    #expect(file.services.first?.methods.first?.streamsResponses == true)
  }

  @Test(arguments: [
    "service", "service X", "service X {", "service X { rpc", "service X { rpc A", "service X { rpc A (", "rpc } { (",
    "service X { rpc A (B) returns", "service X { rpc A (stream", "package", "\"", "/*", "service X { \"\\", "}}}}",
    "service service { rpc rpc (rpc) returns (rpc) }",
  ])
  func whatIsBrokenEnds(_ text: String) {
    #expect(parse(text).services.count <= 1)
  }

  @Test func deepNestingAndManyServicesAreBounded() {
    let deep = String(repeating: "{", count: 200_000) + "service X { rpc A (B) returns (C); }"
    #expect(parse(deep).services.isEmpty)
    let many = String(repeating: "service X { rpc A (B) returns (C); }\n", count: 3_000)
    #expect(parse(many).services.count == 1_000)
  }
}
