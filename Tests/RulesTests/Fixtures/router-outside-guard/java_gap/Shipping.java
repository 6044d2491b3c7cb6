package shop;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Shipping {
  private final JdbcTemplate jdbc;

  public Shipping(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @PostMapping("/shipping/{id}") // want router-outside-guard "no endpoint of Shipping.java asks for credentials"
  public void ship(@PathVariable long id) {
    jdbc.update("UPDATE parcels SET shipped = true WHERE id = ?", id);
  }
}
