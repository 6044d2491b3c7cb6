/* Everything that declares. */
@Module("shop")
package org.shop.orders;

import java.util.List;
import java.util.function.*;
import static org.shop.Prices.total;
import static org.shop.Prices.*;
import Alone;

@RestController
@RequestMapping(path = {"/orders", "/o"}, method = RequestMethod.GET)
public abstract class Orders<T extends Comparable<T> & Runnable> extends Base<T> implements Runnable, a.b.Named {
  private static final String TABLE = "orders", NAMES[] = {"a", "b"};
  @Autowired @Qualifier(value = "main") private Repository<Order> repository;
  protected int count;

  static {
    register();
  }

  {
    count = 1;
  }

  public Orders(Repository<Order> repository) {
    super(repository);
    this.repository = repository;
  }

  Orders() { this(null); }

  @GetMapping("/{id}")
  @PreAuthorize("hasRole('ADMIN')")
  public @Nullable List<? extends Order> find(@PathVariable("id") final long id, String... names) throws Failure {
    final var local = repository.findById(id);
    @SuppressWarnings("all") int a = 1, b[] = {2}, c;
    class Local {}
    return null;
  }

  abstract <X> Map<String, List<X>> generic(Orders<T> this, X[][] x, int y[]);

  private static native synchronized void run();

  sealed interface Shape permits Circle, Square {}

  non-sealed static class Inner {}

  interface Named extends A, B<C> {
    int LIMIT = 3;
    String name();
    default String title() { return name(); }
    static void help() {}
  }

  @interface Audited {
    String[] value() default {};
    @AliasFor(annotation = Role.class, attribute = "name") String role() default "none";
    Level level() default @Level(1);
  }

  enum Status implements Named {
    @Deprecated OPEN,
    PAID(1, "x"),
    SENT { @Override public String name() { return "sent"; } },
    LOST(2) { void f() {} };

    private final int code;

    Status(int code) { this.code = code; }
  }

  @JsonInclude
  record Point<N>(@NotNull N x, int... y) implements Named {
    static int count;
    Point {
      count++;
    }
    Point(N x) { this(x, 1); }
    public String name() { return "point"; }
  }

  enum Empty {}
  record Nothing() {}
}
