package shop;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@Configuration
@EnableAsync
class Pools {
  @Bean
  ThreadPoolTaskExecutor taskExecutor() {
    ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor(); // want unbounded-queue-or-pool "ThreadPoolTaskExecutor takes whatever requests put in"
    executor.setCorePoolSize(4);
    return executor;
  }
}

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
