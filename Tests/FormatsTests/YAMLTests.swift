import Formats
import Source
import Testing

@Suite struct YAMLTests {
  @Test func readsScalarsOfTheCoreSchema() {
    let root = YAML.parse(
      Array("a: 1\nb: 1.5\nc: 'x'\nd: true\ne: ~\nf: yes\ng: 3.10\nh: 2024-01-01\ni: \"8\"\nj: 0x1F".utf8)
    ).root
    #expect(root?["a"]?.int == 1)
    #expect(root?["b"]?.double == 1.5)
    #expect(root?["c"]?.string == "x")
    #expect(root?["d"]?.bool == true)
    #expect(root?["e"]?.isNull == true)
    #expect(root?["f"]?.string == "yes")
    #expect(root?["g"]?.text == "3.10")
    #expect(root?["h"]?.string == "2024-01-01")
    #expect(root?["i"]?.string == "8")
    #expect(root?["j"]?.int == 31)
    #expect(root?["missing"] == nil)
  }

  @Test func keepsOrderAndPlaces() {
    let text = "# note\nservices:\n  wéb:\n    image: nginx:1.25\n    ports:\n      - 80:80\n      - 443:443\n"
    let root = YAML.parse(Array(text.utf8)).root
    let web = root?.at("services", "wéb")
    #expect(web?.mapping?.keys == ["image", "ports"])
    #expect(web?["image"]?.line == 4)
    #expect(web?["ports"]?[1]?.text == "443:443")
    #expect(web?["ports"]?[1]?.line == 7)
    let range = web?["image"]?.range
    #expect(
      range.map { String(decoding: Array(text.utf8)[Int($0.start)..<Int($0.end)], as: UTF8.self) } == "nginx:1.25")
    #expect(web?["image"]?.location(in: "c.yml").startLine == 4)
  }

  @Test func placesAreBytesAlsoAfterAByteOrderMarkAndLongNonASCIIText() {
    let filler = String(repeating: "é", count: 300)
    let text = "\u{FEFF}a: \(filler)\nb: last\n"
    let node = YAML.parse(Array(text.utf8)).root?["b"]
    #expect(node?.line == 2)
    #expect(node.map { Array(text.utf8)[Int($0.range.start)..<Int($0.range.end)] } == Array("last".utf8)[...])
  }

  @Test func resolvesAliasesAndMergeKeys() {
    let text = """
      base: &base {image: a, restart: always}
      web:
        <<: *base
        image: b
      worker:
        <<: [{image: c}, *base]
      copy: *base
      """
    let root = YAML.parse(Array(text.utf8)).root
    #expect(root?.at("web", "image")?.string == "b")
    #expect(root?.at("web", "restart")?.string == "always")
    #expect(root?.at("worker", "image")?.string == "c")
    #expect(root?.at("worker", "restart")?.string == "always")
    #expect(root?["copy"]?["image"]?.string == "a")
    #expect(root?["copy"]?.line == 7)
  }

  @Test func readsSeveralDocuments() {
    let result = YAML.parse(Array("kind: Service\n---\nkind: Deployment\n---\n".utf8))
    #expect(result.documents.map { $0["kind"]?.string } == ["Service", "Deployment", nil])
    #expect(result.diagnostics.isEmpty)
  }

  @Test func emptyAndCommentOnlyFilesHaveNoValue() {
    #expect(YAML.parse([]).root == nil)
    #expect(YAML.parse(Array("# nothing\n".utf8)).root == nil)
  }

  @Test func keepsWhatCameBeforeASyntaxError() {
    let result = YAML.parse(Array("a: 1\nb:\n  c: [1, 2\nd: 3\n".utf8), file: "x.yml")
    #expect(result.root?["a"]?.int == 1)
    #expect(result.diagnostics.count == 1)
    #expect(result.diagnostics.first?.file == "x.yml")
    #expect(result.diagnostics.first.map { $0.line >= 3 } == true)
  }

  @Test func readsTemplatesOfYAML() {
    let text = """
      {{- if .Values.enabled }}
      kind: Deployment
      metadata:
        name: {{ include "app.name" . }}
        labels:
          {{- include "app.labels" . | nindent 4 }}
      spec:
        replicas: {{ .Values.replicas }}
        image: "{{ .Values.image }}:1.2"
        paused: true
      {{- end }}
      """
    let result = YAML.parse(Array(text.utf8))
    #expect(result.diagnostics.isEmpty)
    #expect(result.root?["kind"]?.string == "Deployment")
    #expect(result.root?.at("spec", "replicas")?.string == "{{ .Values.replicas }}")
    #expect(result.root?.at("spec", "image")?.string == "{{ .Values.image }}:1.2")
    #expect(result.root?.at("spec", "paused")?.bool == true)
  }

  @Test func readsTabsWhereYAMLForbidsThem() {
    let result = YAML.parse(Array("a: |-\n\t\n  text\nb: 2\n".utf8))
    #expect(result.diagnostics.isEmpty)
    #expect(result.root?["b"]?.int == 2)
  }

  @Test func githubExpressionsNeedNoTemplateReading() {
    let result = YAML.parse(Array("on: push\nrun: echo ${{ secrets.TOKEN }}\n".utf8))
    #expect(result.root?["on"]?.string == "push")
    #expect(result.root?["run"]?.string == "echo ${{ secrets.TOKEN }}")
  }

  @Test func invalidBytesAreRepaired() {
    let result = YAML.parse(Array("a: ".utf8) + [0xFF, 0x00, 0x07] + Array("x\nb: 2\n".utf8))
    #expect(result.root?["b"]?.int == 2)
    #expect(result.root?["b"]?.line == 2)
  }

  @Test func complexKeysDoNotShiftTheOthers() {
    let root = YAML.parse(Array("? [a, b]\n: 1\nc: 2\n".utf8)).root
    #expect(root?["c"]?.int == 2)
  }
}
