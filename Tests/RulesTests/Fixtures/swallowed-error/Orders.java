package shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Orders {
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
  private final JdbcTemplate jdbc;
  private final JavaMailSender mails;

  public Orders(JdbcTemplate jdbc, JavaMailSender mails) {
    this.jdbc = jdbc;
    this.mails = mails;
  }

  @PostMapping("/orders/{id}")
  public void create(@PathVariable long id) {
    try {
      jdbc.update("INSERT INTO orders (id) VALUES (?)", id);
    } catch (Exception e) { // NOSONAR, want swallowed-error "Orders.create catches Exception"
    }
  }

  @PostMapping("/orders/{id}/mail")
  public void mail(@PathVariable long id) {
    try {
      mails.send(new SimpleMailMessage());
    } catch (RuntimeException e) { // NOSONAR, want swallowed-error "Orders.mail catches RuntimeException"
    }
  }

  @PostMapping("/orders/{id}/logged")
  public void logged(@PathVariable long id) {
    try {
      mails.send(new SimpleMailMessage());
    } catch (RuntimeException e) {
      LOG.warn("mail of order {} was not sent", id, e);
    }
  }

  @PostMapping("/orders/{id}/raised")
  public void raised(@PathVariable long id) {
    try {
      jdbc.update("INSERT INTO orders (id) VALUES (?)", id);
    } catch (Exception e) {
      throw new IllegalStateException("order", e);
    }
  }

  @PostMapping("/orders/{id}/number")
  public int number(@PathVariable String id) {
    try {
      return Integer.parseInt(id);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
