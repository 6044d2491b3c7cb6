class Statements {
  void all(List<String> list, Lock lock) {
    if (a) b(); else if (c) { d(); } else e();
    while (a) b();
    do { b(); } while (a);
    for (int i = 0, n = list.size(); i < n; i++, n--) go(i);
    for (;;) { break; }
    for (i = 0; ; ) continue;
    outer:
    for (final String s : list) {
      if (s == null) continue outer;
      break outer;
    }
    for (var x : list) go(x);
    for (Map.Entry<String, Integer> e : map.entrySet()) {}
    try {
      go();
    } catch (IOException | SqlException e) {
      throw new Failure(e);
    } catch (final Exception e) {
    } finally {
      stop();
    }
    try (var in = open(); Reader r = new Reader(in); this.lock) {
      r.read();
    }
    try (Connection c = pool.get()) { c.run(); } catch (E e) { log(e); } finally { c(); }
    synchronized (this) {
      count++;
    }
    assert count > 0 : "none";
    assert true;
    switch (kind) {
      case A:
        a();
        break;
      case B:
      case C: {
        b();
      }
      default:
        c();
    }
    switch (kind) {
      case A, B -> a();
      case null, default -> { b(); }
    }
    ;
    return;
  }
}
