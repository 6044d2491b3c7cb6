package shop;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Imports {
  private final Stock stock;
  private final Shelves shelves;
  private final Prices prices;

  Imports(Stock stock, Shelves shelves, Prices prices) {
    this.stock = stock;
    this.shelves = shelves;
    this.prices = prices;
  }

  @PostMapping("/stock")
  public void take(long id) {
    stock.takeAll(id);
  }

  @PostMapping("/stock/{id}")
  public void takeOne(long id) {
    stock.take(id);
  }

  @PostMapping("/shelves")
  public void shelves(long id) {
    shelves.move(id);
    shelves.count(id);
    shelves.template(id);
    shelves.other(id);
  }

  @PostMapping("/prices")
  public void prices(long id) {
    prices.change(id);
    prices.round(id);
  }
}

@Service
class Stock {
  private final JdbcTemplate jdbc;

  Stock(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  public void takeAll(long id) {
    take(id); // want tx-annotation-bypassed "Stock.take runs without the transaction"
  }

  @Transactional
  public void take(long id) {
    jdbc.update("UPDATE stock SET free = free - 1 WHERE id = ?", id);
    jdbc.update("INSERT INTO taken (stock_id) VALUES (?)", id);
  }

  @Scheduled(cron = "0 0 * * * *")
  public void nightly() {
    this.clear(); // want tx-annotation-bypassed "called on the object itself"
  }

  @Transactional
  public void clear() {
    jdbc.update("DELETE FROM taken");
    jdbc.update("UPDATE stock SET free = amount");
  }
}

@Service
class Prices {
  private final JdbcTemplate jdbc;

  Prices(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  public void change(long id) {
    store(id); // want tx-annotation-bypassed "nothing can be put before a private method"
  }

  @Transactional
  private void store(long id) {
    jdbc.update("UPDATE prices SET amount = 1 WHERE id = ?", id);
    jdbc.update("INSERT INTO price_changes (price_id) VALUES (?)", id);
  }

  public void round(long id) {
    for (long one = 0; one < id; one++) {
      roundOne(one);
    }
  }

  // One statement is a transaction by itself.
  @Transactional
  public void roundOne(long id) {
    jdbc.update("UPDATE prices SET amount = round(amount) WHERE id = ?", id);
  }
}

@Service
class Shelves {
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final Stock stock;

  Shelves(JdbcTemplate jdbc, TransactionTemplate transactions, Stock stock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.stock = stock;
  }

  // Has one itself.
  @Transactional
  public void move(long id) {
    put(id);
  }

  @Transactional
  public void put(long id) {
    jdbc.update("UPDATE shelves SET free = free - 1 WHERE id = ?", id);
    jdbc.update("INSERT INTO moves (shelf_id) VALUES (?)", id);
  }

  // Whoever calls has one.
  @Transactional
  public void count(long id) {
    step(id);
  }

  private void step(long id) {
    put(id);
  }

  public void template(long id) {
    transactions.executeWithoutResult(status -> put(id));
  }

  // Through another bean.
  public void other(long id) {
    stock.take(id);
  }

  // Nobody calls it.
  public void unused(long id) {
    put(id);
  }
}
