package shop;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@Configuration
@EnableAsync // want unbounded-queue-or-pool "the ThreadPoolTaskExecutor of Spring Boot takes whatever"
class Pools {}

@Service
class Mails {
  @Async
  public void send(String to) {
    System.out.println(to);
  }
}

@RestController
class Members {
  private final Mails mails;

  Members(Mails mails) {
    this.mails = mails;
  }

  @PostMapping("/members")
  public void join(String name) {
    mails.send(name);
  }
}
