internal import Findings

/// Figures and counts in words.
enum Words {
  /// "1 error", "2,310 lines".
  static func count(_ number: Int, _ noun: String) -> String { "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")" }

  /// Digits in groups of three.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number.magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + String(text.reversed())
  }

  /// Seconds as people read them: "0.11 s", "4.2 s", "62 s".
  static func seconds(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return "? s" }
    if seconds < 1 { return "\(decimal(seconds, places: 2)) s" }
    if seconds < 10 { return "\(decimal(seconds, places: 1)) s" }
    return "\(grouped(Int(seconds.rounded()))) s"
  }

  /// A number with at most so many decimal places, without trailing zeros.
  static func decimal(_ number: Double, places: Int) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "?" }
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((abs(number) * Double(scale)).rounded())
    var fraction = String(scaled % scale + scale).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    let sign = number < 0 && scaled > 0 ? "-" : ""
    return sign + grouped(scaled / scale) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// "3 errors, 7 warnings, 1 note": levels that have none are left out; "" when all have none.
  static func levels(_ count: (Level) -> Int) -> String {
    [Level.error, .warning, .note].compactMap { level in
      let number = count(level)
      return number > 0 ? self.count(number, level.rawValue) : nil
    }.joined(separator: ", ")
  }

  /// "a", "a and b", "a, b and c".
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Public names as their makers write them; others stay as they are.
  static func title(of technology: String) -> String { titles[technology.lowercased()] ?? technology }

  private static let titles = [
    "aiohttp": "aiohttp", "apollo": "Apollo", "bullmq": "BullMQ", "celery": "Celery", "django": "Django",
    "django-ninja": "Django Ninja", "django-rest-framework": "Django REST framework", "express": "Express",
    "fastapi": "FastAPI", "fastify": "Fastify", "flask": "Flask", "flask-restful": "Flask-RESTful", "hapi": "hapi",
    "kafka": "Kafka", "koa": "Koa", "mariadb": "MariaDB", "mongodb": "MongoDB", "mongoose": "Mongoose",
    "mysql": "MySQL", "nestjs": "NestJS", "postgres": "PostgreSQL", "postgresql": "PostgreSQL", "prisma": "Prisma",
    "rabbitmq": "RabbitMQ", "redis": "Redis", "sequelize": "Sequelize", "sqlalchemy": "SQLAlchemy",
    "sqlite": "SQLite", "sqlmodel": "SQLModel", "starlette": "Starlette", "typeorm": "TypeORM",
  ]
}
