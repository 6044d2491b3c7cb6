package shop;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Pools {
  private final ThreadPoolExecutor open = new ThreadPoolExecutor(4, 4, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()); // want unbounded-queue-or-pool "ThreadPoolExecutor takes whatever requests put in"
  private final ThreadPoolExecutor bounded = new ThreadPoolExecutor(4, 4, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(100));

  @PostMapping("/mails")
  public void mails(String to) {
    open.execute(() -> System.out.println(to));
    bounded.execute(() -> System.out.println(to));
  }
}
