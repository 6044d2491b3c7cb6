internal import Source
import Model
import Pipeline
import Testing

/// What the model says about load: rows and relations, bounds, what is put off, what outlives a request.
@Suite struct LoadModelTests {
  private func backend(_ files: [String: String]) throws -> Backend {
    let folder = try TemporaryFolder(files)
    var options = PipelineOptions(root: folder.path)
    options.workers = 1
    return try Pipeline.run(options).backend
  }

  private func query(_ statements: String) throws -> Query {
    let backend = try backend([
      "app.py": """
      from sqlalchemy import select, text
      from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

      class Base(DeclarativeBase):
          pass

      class Order(Base):
          __tablename__ = "orders"
          id: Mapped[int] = mapped_column(primary_key=True)

      def work(db: Session, size: int, columns: str):
          \(statements.replacing("\n", with: "\n    "))
      """
    ])
    for effect in backend.effects {
      if case .query(let query) = effect.kind { return query }
    }
    throw NoQuery()
  }

  private struct NoQuery: Error {}

  @Test(arguments: [
    ("return db.scalars(select(Order)).all()", Query.Bound.everything),
    ("return db.execute(select(Order)).scalars().first()", .single),
    ("found = db.execute(select(Order))\nreturn found.scalar_one_or_none()", .single),
    ("found = db.execute(select(Order))\nprint(found.rowcount)\nreturn found.all()", .everything),
    ("query = select(Order)\nif size:\n    query = query.limit(10)\nreturn db.scalars(query).all()", .limited),
    ("return db.scalars(select(Order).limit(size)).all()", .requested),
    ("return db.scalars(select(Order).limit(min(size, 10))).all()", .limited),
    ("return db.execute(text(f\"SELECT {columns} FROM orders\")).all()", .unknown),
    ("return db.execute(text(\"SELECT id FROM orders\")).all()", .everything),
  ])
  func howManyRowsComeBack(_ statements: String, _ bound: Query.Bound) throws {
    let found = try query(statements)
    #expect(found.bound == bound)
  }

  @Test func rowsOfAQueryAreOfItsClass() throws {
    let backend = try backend([
      "app.py": """
      from sqlalchemy import select
      from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

      class Base(DeclarativeBase):
          pass

      class Order(Base):
          __tablename__ = "orders"
          id: Mapped[int] = mapped_column(primary_key=True)

          def describe(self):
              return self.id

      def listing(db: Session):
          return [order.describe() for order in db.scalars(select(Order)).all()]
      """
    ])
    let listing = try #require(backend.functions.first { $0.name == "listing" })
    #expect(listing.calls.map { backend[$0.callee].name } == ["Order.describe"])
  }

  @Test(arguments: [
    ("pool.submit(work)", Call.Manner.spawned), ("future = pool.submit(work)\nfuture.result()", .offloaded),
    ("future = pool.submit(work)\nlog(1)", .spawned), ("return pool.submit(work).result()", .offloaded),
    ("futures = [pool.submit(work) for _ in range(3)]\nreturn futures", .offloaded),
  ])
  func whoWaitsForAFutureIsNoSpawner(_ statements: String, _ manner: Call.Manner) throws {
    let backend = try backend([
      "app.py": """
      from concurrent.futures import ThreadPoolExecutor
      pool = ThreadPoolExecutor()

      def work():
          pass

      def handle():
          \(statements.replacing("\n", with: "\n    "))
      """
    ])
    let handle = try #require(backend.functions.first { $0.name == "handle" })
    let call = try #require(handle.calls.first { backend[$0.callee].name == "work" })
    #expect(call.manner == manner)
  }

  @Test func aTaskOfABrokerIsAJobAndIsEnqueued() throws {
    let backend = try backend([
      "app.py": """
      from celery import shared_task

      @shared_task
      def send(to):
          pass

      def handle():
          send.delay("a")
      """
    ])
    #expect(backend.jobs.map(\.name) == ["send"])
    #expect(backend.jobs.first?.isInProcess == false)
    let handle = try #require(backend.functions.first { $0.name == "handle" })
    #expect(handle.calls.isEmpty)
    let kinds = backend.effects[handle.effects].map(\.kind)
    guard case .enqueue(let task, let function)? = kinds.first else {
      Issue.record("nothing is enqueued")
      return
    }
    #expect(task == "send")
    #expect(function.map { backend[$0].name } == "send")
  }

  @Test func aJobKnowsWhereItsSchedulerStarts() throws {
    let backend = try backend([
      "jobs.py": """
      from apscheduler.schedulers.background import BackgroundScheduler
      clock = BackgroundScheduler()

      @clock.scheduled_job("interval", seconds=5)
      def tick():
          pass

      def start():
          clock.start()
      """
    ])
    let job = try #require(backend.jobs.first)
    #expect(job.name == "tick" && job.trigger == .schedule("interval") && job.isInProcess)
    #expect(job.start?.startLine == 9)
    #expect(job.starter.map { backend[$0].name } == "start")
  }

  @Test(arguments: [
    ("global client\nclient = httpx.Client()", true), ("client = httpx.Client()\nreturn client", false),
    ("clients['a'] = httpx.Client()", true), ("app.client = httpx.Client()", true),
  ])
  func whatOutlivesItsFunctionIsKept(_ statements: String, _ isKept: Bool) throws {
    let backend = try backend([
      "app.py": """
      import httpx
      clients = {}
      client = None

      def make(app):
          \(statements.replacing("\n", with: "\n    "))
      """
    ])
    let made = try #require(backend.effects.first { $0.callee == "httpx.Client" })
    #expect(made.context.isKept == isKept)
  }

  @Test func stateOfAModuleHasItsReadersAndWriters() throws {
    let backend = try backend([
      "state.py": "carts = {}\nlimits = {}\n",
      "app.py": """
      from state import carts, limits

      def put(user, item):
          carts[user] = item
          if user not in limits:
              limits[user] = 1

      def get(user):
          return carts[user]

      def local(user):
          carts = {}
          carts[user] = 1
      """,
    ])
    #expect(backend.sharedStates.map(\.name) == ["carts", "limits"])
    let carts = try #require(backend.sharedStates.first)
    #expect(carts.location.file == "state.py")
    #expect(carts.writes.map { backend[$0.function].name } == ["put"])
    #expect(carts.reads.contains { backend[$0.function].name == "get" })
    #expect(!carts.reads.contains { backend[$0.function].name == "local" })
    #expect(backend.sharedStates[1].writes.map(\.isMemo) == [true])
  }

  @Test(arguments: [
    ("await asyncio.gather(*[fetch(u) for u in urls])", Loop.Source.collection, false),
    ("tasks = []\nfor u in urls:\n    tasks.append(fetch(u))\nawait asyncio.gather(*tasks)", .collection, false),
    ("tasks = [fetch(u) for u in urls]\nawait asyncio.gather(*tasks)", .collection, false),
    ("await asyncio.gather(*[fetch(u) for u in ('a', 'b')])", .constant(count: 2), false),
    ("sem = asyncio.Semaphore(3)\nawait asyncio.gather(*[fetch(u) for u in urls])", .collection, true),
  ])
  func whatAFanOutGoesOver(_ statements: String, _ source: Loop.Source, _ isBounded: Bool) throws {
    let backend = try backend([
      "app.py": """
      import asyncio

      async def fetch(url):
          pass

      async def work(urls):
          \(statements.replacing("\n", with: "\n    "))
      """
    ])
    let fanOut = try #require(backend.fanOuts.first)
    #expect(fanOut.source == source)
    #expect(fanOut.isBounded == isBounded)
  }
}
