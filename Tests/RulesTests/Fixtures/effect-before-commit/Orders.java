package shop;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Orders {
  private final JdbcTemplate jdbc;
  private final JavaMailSender mails;
  private final KafkaTemplate<String, String> kafka;

  public Orders(JdbcTemplate jdbc, JavaMailSender mails, KafkaTemplate<String, String> kafka) {
    this.jdbc = jdbc;
    this.mails = mails;
    this.kafka = kafka;
  }

  @PostMapping("/orders/{id}/cancel")
  @Transactional
  public void cancel(@PathVariable long id) {
    jdbc.update("UPDATE orders SET state = 'cancelled' WHERE id = ?", id);
    mails.send(new SimpleMailMessage()); // want effect-before-commit "a mail of POST /orders/{id}/cancel goes out before"
  }

  @PostMapping("/orders/{id}/ship")
  @Transactional
  public void ship(@PathVariable long id) {
    jdbc.update("UPDATE orders SET state = 'shipped' WHERE id = ?", id);
    kafka.send("shipped", "order"); // want effect-before-commit "a message of POST /orders/{id}/ship goes out before"
  }

  @PostMapping("/orders/{id}/remind")
  public void remind(@PathVariable long id) {
    jdbc.update("UPDATE orders SET reminded = true WHERE id = ?", id);
    mails.send(new SimpleMailMessage());
  }
}
