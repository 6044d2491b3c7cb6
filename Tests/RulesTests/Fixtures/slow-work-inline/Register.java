package shop;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
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

@Service
class Background implements Executor {
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  public Future<?> submit(Runnable work) {
    return threads.submit(work);
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }
}

@RestController
public class Register {
  private final JdbcTemplate jdbc;
  private final JavaMailSender sender;
  private final Mails mails;

  private final Background background;

  public Register(JdbcTemplate jdbc, JavaMailSender sender, Mails mails, Background background) {
    this.background = background;
    this.jdbc = jdbc;
    this.sender = sender;
    this.mails = mails;
  }

  @PostMapping("/register")
  public void register() {
    jdbc.update("INSERT INTO users (name) VALUES ('new')");
    sender.send(new SimpleMailMessage()); // want slow-work-inline "POST /register answers only when an e-mail goes out"
  }

  @PostMapping("/invite")
  public void invite() {
    jdbc.update("INSERT INTO users (name) VALUES ('new')");
    mails.later();
  }

  @PostMapping("/confirm")
  public void confirm() throws Exception {
    jdbc.update("INSERT INTO users (name) VALUES ('new')");
    Future<?> sent = background.submit(() -> sender.send(new SimpleMailMessage())); // MISSING: want slow-work-inline "POST /confirm answers only when an e-mail goes out"
    sent.get();
  }

  @PostMapping("/remind")
  public void remind() {
    jdbc.update("INSERT INTO users (name) VALUES ('new')");
    background.execute(() -> sender.send(new SimpleMailMessage()));
  }
}
