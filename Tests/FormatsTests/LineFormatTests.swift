import Formats
import Source
import Testing

@Suite struct DotenvTests {
  @Test func readsTheUsualNotations() {
    let text = """
      # database
      DATABASE_URL=postgres://u:p@localhost/db?x=1#frag
      export PORT = 8080 # the port
      NAME="a \\"b\\" # c\\n"
      RAW='$HOME \\n'
      EMPTY=
      KEY="-----BEGIN
      line two
      -----END"
      not a variable
      LAST=1
      """
    let result = Dotenv.parse(Array(text.utf8), file: ".env")
    let root = result.root
    #expect(root?["DATABASE_URL"]?.string == "postgres://u:p@localhost/db?x=1#frag")
    #expect(root?["PORT"]?.string == "8080")
    #expect(root?["PORT"]?.line == 3)
    #expect(root?["NAME"]?.string == "a \"b\" # c\n")
    #expect(root?["RAW"]?.string == "$HOME \\n")
    #expect(root?["EMPTY"]?.string == "")
    #expect(root?["KEY"]?.string == "-----BEGIN\nline two\n-----END")
    #expect(root?["LAST"]?.line == 11)
    #expect(result.diagnostics.map(\.line) == [10])
  }

  @Test func diagnosticsHoldNoValue() {
    let result = Dotenv.parse(Array("sk_live_123456 secret\n".utf8))
    #expect(result.diagnostics.count == 1)
    #expect(result.diagnostics.allSatisfy { !$0.message.contains("sk_live") })
  }

  @Test(arguments: [
    (".env", true), (".env.production", true), ("db.env", true), ("env.example", true), ("env.py", false),
  ])
  func knowsItsNames(name: String, expected: Bool) { #expect(Dotenv.isName(name) == expected) }
}

@Suite struct IniTests {
  @Test func readsSectionsAndContinuations() {
    let text = """
      top = 1
      [options]
      install_requires =
          flask>=2
          # comment
          sqlalchemy
      name: app ; not a comment
      [alembic]
      sqlalchemy.url = driver://user@host/db
      flag
      [options]
      zip_safe = no
      """
    let root = Ini.parse(Array(text.utf8)).root
    #expect(root?["top"]?.string == "1")
    #expect(root?.at("options", "install_requires")?.string == "flask>=2\nsqlalchemy")
    #expect(root?.at("options", "install_requires")?.line == 3)
    #expect(root?.at("options", "name")?.string == "app ; not a comment")
    #expect(root?.at("alembic", "sqlalchemy.url")?.string == "driver://user@host/db")
    #expect(root?.at("alembic", "flag")?.string == "")
    #expect(root?.at("options", "zip_safe")?.string == "no")
  }
}

@Suite struct RequirementsTests {
  @Test func readsPipsNotations() {
    let text = """
      # web
      Flask==2.3.2 --hash=sha256:abc \\
          --hash=sha256:def
      requests[socks,security] >= 2.31, < 3 ; python_version < "3.12"  # http
      zope.interface
      pkg @ https://example.com/pkg.whl
      -e git+https://github.com/a/b.git@main#egg=My_Package
      -r base.txt
      -cconstraints.txt
      --index-url https://example.com/simple
      ./local
      ???
      """
    let result = Requirements.parse(Array(text.utf8), file: "requirements.txt")
    #expect(result.requirements.map(\.name) == ["flask", "requests", "zope-interface", "pkg", "my-package"])
    #expect(result.requirements[0].pinnedVersion == "2.3.2")
    #expect(result.requirements[1].extras == ["socks", "security"])
    #expect(result.requirements[1].specifier == ">=2.31,<3")
    #expect(result.requirements[1].marker == "python_version < \"3.12\"")
    #expect(result.requirements[1].line == 4)
    #expect(result.requirements[1].pinnedVersion == nil)
    #expect(result.requirements[3].url == "https://example.com/pkg.whl")
    #expect(result.includes == ["base.txt", "constraints.txt"])
    #expect(result.diagnostics.map(\.line) == [12])
  }
}

@Suite struct DockerfileTests {
  @Test func readsStagesFlagsAndForms() {
    let text = """
      # syntax=docker/dockerfile:1
      ARG VERSION=20
      FROM --platform=linux/amd64 node:${VERSION}-alpine AS build
      RUN npm ci \\
          # a comment in between

          && npm run build
      from nginx
      COPY --from=build --chown=app:app /app/dist /usr/share/nginx/html
      ENV A=1 B="two words"
      HEALTHCHECK --interval=5s CMD ["curl", "-f", "http://localhost/"]
      USER app
      CMD ["nginx", "-g", "daemon off;"]
      """
    let file = Dockerfile.parse(Array(text.utf8))
    #expect(file.diagnostics.isEmpty)
    #expect(file.instructions.first?.keyword == "ARG")
    #expect(file.stages.map(\.name) == ["build", ""])
    #expect(file.stages.map(\.base) == ["node:${VERSION}-alpine", "nginx"])
    #expect(file.stages[0].instructions[0].flags.first?.value == "linux/amd64")
    #expect(file.stages[0].last("RUN")?.text == "npm ci && npm run build")
    #expect(file.stages[0].last("RUN")?.line == 4)
    #expect(file.stages[0].last("RUN")?.isExecForm == false)
    let final = file.final
    #expect(final?.line == 8)
    #expect(final?.last("COPY")?.flags.map(\.name) == ["from", "chown"])
    #expect(final?.last("ENV")?.arguments == ["A=1", "B=two words"])
    #expect(final?.last("HEALTHCHECK")?.arguments == ["curl", "-f", "http://localhost/"])
    #expect(final?.last("CMD")?.isExecForm == true)
    #expect(final?.last("CMD")?.arguments == ["nginx", "-g", "daemon off;"])
  }

  @Test func readsHereDocumentsAndTheEscapeDirective() {
    let text = "# escape=`\nFROM a\nRUN <<EOF\npip install x\nUSER root\nEOF\nRUN dir `\n  c:\\\nUSER app\n"
    let file = Dockerfile.parse(Array(text.utf8))
    #expect(file.instructions.map(\.keyword) == ["FROM", "RUN", "RUN", "USER"])
    #expect(file.instructions[1].heredoc == "pip install x\nUSER root\n")
    #expect(file.instructions[2].text == "dir c:\\")
    #expect(file.instructions[3].line == 9)
  }

  @Test func unknownInstructionsCostADiagnostic() {
    let file = Dockerfile.parse(Array("FROM a\nRUM x\nUSER b\n".utf8), file: "Dockerfile")
    #expect(file.diagnostics.map(\.line) == [2])
    #expect(file.final?.last("USER")?.arguments == ["b"])
  }

  @Test func shellWordsAreSplitAsAShellDoes() {
    #expect(
      ShellWords.split(#"gunicorn -w 4 "app:create()" --bind=0.0.0.0:80 a\ b '' "$X""#) == [
        "gunicorn", "-w", "4", "app:create()", "--bind=0.0.0.0:80", "a b", "", "$X",
      ])
  }
}
