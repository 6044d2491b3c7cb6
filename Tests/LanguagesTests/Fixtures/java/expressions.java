class Expressions {
  Object all(Object o, int[] a, List<String> list) throws Exception {
    f();
    o.f(1, "two", 'c', 3L, 0x1F, 1_000.5e3f, true, null);
    this.<String>f(o);
    a.b.C.<T>g();
    super.f();
    Outer.super.f();
    Outer.this.x.y = 1;
    a[0] += a[1] >>> 2;
    a[i++] = --i;
    var made = new ArrayList<Map<String, Integer>>(10);
    new Thing<>() {
      int x = 1;
      @Override public void run() { go(); }
    }.run();
    new a.b.Callable<String>("x") { public String call() { return ""; } };
    outer.new Inner(1);
    int[] sizes = new int[3];
    int[][] rows = new int[3][];
    String[] texts = new String[] {"a", "b"};
    list.stream().map(String::trim).map(this::f).map(Thing::new).toArray(String[]::new);
    Runnable r = () -> go();
    Function<A, B> h = x -> { return x; };
    BiFunction<A, B, C> k = (x, y) -> x + y;
    Op op = (final int x, var y) -> x;
    boolean b = !(a == o) && o != null || 1 < 2 ^ ~3 > -4;
    String s = b ? "yes" : o instanceof String ? "s" : "no";
    Object c = (String) o;
    Runnable both = (Runnable & Serializable) () -> {};
    Class<?> type = String.class;
    f(int[].class, java.util.List.class);
    String text = """
        select *
          from "orders" \
        where id = ?
        """;
    String escaped = "tab\t\"quote\" \u00e9 \\";
    if (o instanceof String t && t.length() > 1) {}
    if (o instanceof Point(int x, Pair<A>(var p, String q))) {}
    int kind = switch (o) {
      case null -> 0;
      case String t when t.isEmpty() -> 1;
      case Point(int x, var y) -> x;
      case Integer n -> {
        go();
        yield n;
      }
      default -> throw new Failure("no");
    };
    return switch (kind) {
      case 1, 2:
        yield "few";
      case 3:
      default:
        yield "many";
    };
  }
}
