import Model
import Pipeline
import Testing

/// What the model says about failing: handlers, retries, escapes, limits on waiting, servers that stop.
@Suite struct FailureModelTests {
  private func backend(_ files: [String: String]) throws -> Backend {
    let folder = try TemporaryFolder(files)
    var options = PipelineOptions(root: folder.path)
    options.workers = 1
    return try Pipeline.run(options).backend
  }

  // MARK: Handlers

  @Test(arguments: [
    ("axios.post(url).catch(() => {});", false), ("axios.post(url).catch(() => null);", false),
    ("await axios.post(url).catch(() => undefined);", false), ("return axios.post(url).catch(() => null);", true),
    ("const answer = await axios.post(url).catch(() => []);", true), ("axios.post(url).catch(next);", true),
    ("axios.post(url).catch((error) => report(error));", true), ("axios.post(url).then(done, () => {});", false),
  ])
  func aCatchOfAPromiseIsAHandler(_ statement: String, _ reacts: Bool) throws {
    let backend = try backend([
      "app.js": "const axios = require('axios');\nasync function f(url, next, done) {\n  \(statement)\n}\n"
    ])
    let handler = try #require(backend.handlers.first)
    #expect(handler.reacts == reacts)
    #expect(handler.catchesEverything)
    #expect(handler.guarded.map { backend[$0].callee } == ["axios.post"])
  }

  @Test func whatATryCallsIsGuarded() throws {
    let backend = try backend([
      "app.py": """
      import requests

      def send():
          requests.post("https://a.example", timeout=1)

      def work():
          try:
              send()
          except Exception:
              pass
      """
    ])
    let handler = try #require(backend.handlers.first)
    #expect(handler.guardedCalls.map { backend[$0].name } == ["send"])
    #expect(!handler.reacts && !handler.isInCatch)
  }

  @Test(arguments: [
    ("await load()", true), ("try { await load() } catch (e) { log(e) }", false),
    ("try { go() } finally { await load() }", false), ("try { go() } catch (e) { throw e }", true),
    ("await load().catch(log)", false), ("await import('mime')", false), ("throw new Error('no')", true),
    ("const inner = async () => { await load() }", false),
  ])
  func whatLeavesAnAsyncFunction(_ statement: String, _ escapes: Bool) throws {
    let backend = try backend(["app.js": "async function outer() {\n  \(statement)\n}\n"])
    let function = try #require(backend.functions.first { $0.name == "outer" })
    #expect((function.escape != nil) == escapes)
  }

  // MARK: Retries

  @Test(arguments: [
    ("@retry", "unbounded", "none"), ("@retry(stop=stop_after_attempt(3))", "3", "none"),
    ("@retry(stop=stop_after_delay(9), wait=wait_fixed(2))", "bounded", "constant"),
    ("@retry(wait=wait_random_exponential(max=2), stop=stop_after_attempt(2))", "2", "growingWithJitter"),
    ("@retry(stop=stop_never)", "unbounded", "none"),
    ("@backoff.on_exception(backoff.expo, OSError)", "unbounded", "growingWithJitter"),
    ("@backoff.on_exception(backoff.expo, OSError, max_tries=4)", "4", "growingWithJitter"),
  ])
  func decoratorsRetry(_ decorator: String, _ attempts: String, _ backoff: String) throws {
    let backend = try backend([
      "app.py": """
      import backoff
      import requests
      from tenacity import retry, stop_after_attempt, stop_after_delay, stop_never, wait_fixed, wait_random_exponential

      \(decorator)
      def load():
          requests.get("https://a.example", timeout=1)
      """
    ])
    let retry = try #require(backend.retries.first)
    #expect(text(retry.attempts) == attempts)
    #expect(retry.backoff.rawValue == backoff)
    #expect(backend.retries.count == 1)
    #expect(backend.effects.first?.context.retry == 0)
  }

  private func text(_ attempts: Retry.Attempts) -> String {
    switch attempts {
    case .bounded(let count): count.map { String($0) } ?? "bounded"
    case .unbounded: "unbounded"
    case .unknown: "unknown"
    }
  }

  @Test(arguments: [
    ("for mirror in mirrors", "requests.get(mirror)", 0), ("for _ in range(3)", "requests.get(url)", 1),
    ("while True", "requests.get(url)", 1),
  ])
  func aLoopOverOthersIsNoRetry(_ loop: String, _ call: String, _ count: Int) throws {
    let backend = try backend([
      "app.py": """
      import requests

      def load(mirrors, url):
          \(loop):
              try:
                  return \(call)
              except OSError:
                  pass
      """
    ])
    #expect(backend.retries.count == count)
  }

  // MARK: Data stores

  @Test(arguments: [
    ("create_engine('postgresql://a@b/c')", Timeout.none), ("create_engine(url, connect_args=options)", .unknown),
    ("create_engine(url, connect_args={'options': '-c statement_' 'timeout=9'})", .none),
    ("create_engine(url, connect_args={'command_timeout': 3})", .set(seconds: 3)),
    ("create_engine('mysql://a@b/c?read_timeout=3')", .set(seconds: nil)),
    ("asyncpg.connect(url, command_timeout=2)", .set(seconds: 2)), ("asyncpg.connect(url)", .none),
    ("asyncpg.connect(url, **options)", .unknown), ("asyncpg.connect(url, command_timeout=None)", .none),
  ])
  func statementsAreLimitedWhereItIsSaid(_ call: String, _ expected: Timeout) throws {
    let backend = try backend([
      "app.py": "import asyncpg\nfrom sqlalchemy import create_engine\n\ndef make(url, options):\n    return \(call)\n"
    ])
    let store = try #require(backend.dataStores.first)
    #expect(store.kind == .relational)
    #expect(store.statementTimeout == expected)
  }

  @Test(arguments: [
    ("new Pool()", Timeout.none), ("new Pool({query_timeout: 2000})", .set(seconds: 2)),
    ("new Pool({query_timeout: 0})", .none), ("new Pool(config)", .unknown), ("new Pool({...config})", .unknown),
    ("new Pool({options: config || {}})", .set(seconds: nil)),
  ])
  func optionsOfPoolsAreRead(_ call: String, _ expected: Timeout) throws {
    let backend = try backend([
      "app.js": "const { Pool } = require('pg');\nfunction make(config) {\n  return \(call);\n}\n"
    ])
    #expect(backend.dataStores.map(\.statementTimeout) == [expected])
    #expect(backend.dataStores.map(\.engine) == ["postgresql"])
  }

  // MARK: Servers

  @Test(arguments: [
    ("", false), ("process.on('SIGTERM', stop);", true), ("process.on(signal, stop);", nil as Bool?),
    ("process.on('SIGINT', stop);", false),
  ])
  func aServerIsStoppedByWhoeverHandlesTheSignal(_ statement: String, _ drains: Bool?) throws {
    let backend = try backend([
      "app.js": "const express = require('express');\nconst app = express();\napp.listen(3000);\n\(statement)\n"
    ])
    #expect(backend.servers.map(\.by) == ["express"])
    #expect(backend.servers.first?.drains == drains)
  }

  @Test func serversOfPythonStopByThemselves() throws {
    let backend = try backend([
      "app.py": "import uvicorn\nfrom flask import Flask\n\nuvicorn.run('app:app')\nFlask(__name__).run()\n"
    ])
    #expect(backend.servers.map(\.by) == ["uvicorn", "flask"])
    #expect(backend.servers.map(\.drains) == [true, nil])
  }
}
