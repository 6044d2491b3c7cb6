package shop;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Orders {
  private final JdbcTemplate jdbc;

  public Orders(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @GetMapping("/orders")
  public Integer count() {
    return jdbc.queryForObject("SELECT count(*) FROM orders", Integer.class);
  }

  @PostMapping("/orders")
  public void add() {
    jdbc.update("INSERT INTO orders (state) VALUES ('new')");
  }

  @DeleteMapping("/orders/{id}")
  public void remove(@PathVariable long id) {
    jdbc.update("DELETE FROM orders WHERE id = ?", id);
  }
}
