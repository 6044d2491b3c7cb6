package shop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@Service
class Mails {
  private final JavaMailSender sender;

  Mails(JavaMailSender sender) {
    this.sender = sender;
  }

  @Async
  public void later() {
    sender.send(new SimpleMailMessage());
  }
}

@RestController
public class Orders {
  private final JdbcTemplate jdbc;
  private final JavaMailSender sender;
  private final Mails mails;
  private final ExecutorService executor = Executors.newFixedThreadPool(4);

  public Orders(JdbcTemplate jdbc, JavaMailSender sender, Mails mails) {
    this.jdbc = jdbc;
    this.sender = sender;
    this.mails = mails;
  }

  @PostMapping("/orders")
  public void order() {
    jdbc.update("INSERT INTO orders (state) VALUES ('new')");
    mails.later(); // want durable-work-in-process "an e-mail"
  }

  @PostMapping("/returns")
  public void give() {
    jdbc.update("INSERT INTO returns (state) VALUES ('new')");
    executor.submit(() -> sender.send(new SimpleMailMessage())); // want durable-work-in-process "an e-mail"
  }

  @PostMapping("/complaints")
  public void complain() {
    jdbc.update("INSERT INTO complaints (state) VALUES ('new')");
    CompletableFuture.runAsync(() -> sender.send(new SimpleMailMessage())).join();
  }

  @GetMapping("/orders")
  public int count() {
    executor.submit(() -> System.gc());
    return 1;
  }
}
