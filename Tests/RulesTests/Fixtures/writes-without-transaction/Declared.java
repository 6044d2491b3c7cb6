package shop;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeclaredOrders {
  private final OrderService orders;
  private final ExtendedOrders extended;

  DeclaredOrders(OrderService orders, ExtendedOrders extended) {
    this.orders = orders;
    this.extended = extended;
  }

  @PostMapping("/declared/{item}")
  public void order(@PathVariable long item) {
    orders.order(item);
  }

  @PostMapping("/undeclared/{item}")
  public void cancel(@PathVariable long item) {
    orders.cancel(item);
  }

  @PostMapping("/extended/{item}")
  public void extended(@PathVariable long item) {
    extended.order(item);
  }
}

// The annotation of a class holds for whoever extends it.
@Transactional
abstract class AnyOrders {
  protected final JdbcTemplate jdbc;

  AnyOrders(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }
}

@Service
class ExtendedOrders extends AnyOrders {
  ExtendedOrders(JdbcTemplate jdbc) {
    super(jdbc);
  }

  public void order(long item) {
    jdbc.update("INSERT INTO extended (item) VALUES (?)", item);
    jdbc.update("UPDATE stock SET amount = amount - 1 WHERE item = ?", item);
  }
}

// The annotation of an interface's method holds for whoever implements it.
interface OrderService {
  @Transactional
  void order(long item);

  void cancel(long item);
}

@Service
class OrderServiceImpl implements OrderService {
  private final JdbcTemplate jdbc;

  OrderServiceImpl(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void order(long item) {
    jdbc.update("INSERT INTO orders (item) VALUES (?)", item);
    jdbc.update("UPDATE stock SET amount = amount - 1 WHERE item = ?", item);
  }

  @Override
  public void cancel(long item) {
    jdbc.update("INSERT INTO cancelled (item) VALUES (?)", item);
    jdbc.update("UPDATE stock SET amount = amount + 1 WHERE item = ?", item); // want writes-without-transaction "commits its writes to cancelled and stock apart"
  }
}
