package shop;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Items {
  private final JdbcTemplate jdbc;

  public Items(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @GetMapping("/items")
  public Integer count() {
    return jdbc.queryForObject("SELECT count(*) FROM items", Integer.class);
  }

  @PostMapping("/items")
  public void add() {
    jdbc.update("INSERT INTO items (state) VALUES ('new')");
  }

  @DeleteMapping("/items/{id}")
  public void remove(@PathVariable long id) {
    jdbc.update("DELETE FROM items WHERE id = ?", id);
  }
}
