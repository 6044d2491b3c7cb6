package shop;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

@Service
class Ledger {
  private final JdbcTemplate jdbc;
  private final RestTemplate rest;

  Ledger(JdbcTemplate jdbc, RestTemplate rest) {
    this.jdbc = jdbc;
    this.rest = rest;
  }

  @Transactional
  public void pay(long order) {
    jdbc.update("UPDATE orders SET state = 'paid' WHERE id = ?", order);
    rest.postForObject("https://bank.example/charges", order, String.class); // want call-in-transaction "holds a transaction open"
    // One transaction that is left for both.
    rest.postForObject("https://mail.example/receipts", order, String.class);
  }

  @Transactional
  public void begin(long order) {
    jdbc.update("UPDATE orders SET state = 'paying' WHERE id = ?", order);
  }
}

@RestController
public class Payments {
  private final Ledger ledger;
  private final RestTemplate rest;

  public Payments(Ledger ledger, RestTemplate rest) {
    this.ledger = ledger;
    this.rest = rest;
  }

  @PostMapping("/orders/{id}/payment")
  public void pay(@PathVariable long id) {
    ledger.pay(id);
  }

  @PostMapping("/orders/{id}/charge")
  public void charge(@PathVariable long id) {
    ledger.begin(id);
    rest.postForObject("https://bank.example/charges", id, String.class);
  }
}
