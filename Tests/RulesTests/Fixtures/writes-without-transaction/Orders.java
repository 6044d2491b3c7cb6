package shop;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Orders {
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;

  public Orders(JdbcTemplate jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @PostMapping("/orders/{item}")
  public void order(@PathVariable long item) {
    jdbc.update("INSERT INTO orders (item) VALUES (?)", item);
    jdbc.update("UPDATE stock SET amount = amount - 1 WHERE item = ?", item); // want writes-without-transaction "commits its writes to orders and stock apart"
  }

  @PostMapping("/together/{item}")
  @Transactional
  public void together(@PathVariable long item) {
    jdbc.update("INSERT INTO orders (item) VALUES (?)", item);
    jdbc.update("UPDATE stock SET amount = amount - 1 WHERE item = ?", item);
  }

  @PostMapping("/template/{item}")
  public void template(@PathVariable long item) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.update("INSERT INTO orders (item) VALUES (?)", item);
          jdbc.update("UPDATE stock SET amount = amount - 1 WHERE item = ?", item);
        });
  }

  @PostMapping("/logged/{item}")
  public void logged(@PathVariable long item) {
    jdbc.update("INSERT INTO orders (item) VALUES (?)", item);
    jdbc.update("INSERT INTO audit_log (what) VALUES ('order')");
  }
}
