package shop;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Billing {
  private final JdbcTemplate jdbc;

  public Billing(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @PostMapping("/bills")
  public void bill() {
    if (jdbc.update("INSERT INTO bills (state) VALUES ('open')") == 0) {
      System.exit(1); // want exit-in-request-path "Billing.bill ends the process"
    }
  }

  public static void main(String[] arguments) {
    if (arguments.length == 0) {
      System.exit(2);
    }
  }
}
