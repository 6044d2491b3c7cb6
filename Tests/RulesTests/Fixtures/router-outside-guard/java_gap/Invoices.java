package shop;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Invoices {
  private final JdbcTemplate jdbc;

  public Invoices(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @GetMapping("/invoices")
  public Integer count() {
    return jdbc.queryForObject("SELECT count(*) FROM invoices", Integer.class);
  }

  @PostMapping("/invoices")
  public void add() {
    jdbc.update("INSERT INTO invoices (state) VALUES ('new')");
  }

  @DeleteMapping("/invoices/{id}")
  public void remove(@PathVariable long id) {
    jdbc.update("DELETE FROM invoices WHERE id = ?", id);
  }
}
