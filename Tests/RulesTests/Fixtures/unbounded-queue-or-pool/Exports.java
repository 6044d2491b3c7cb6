package shop;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Exports {
  private final ExecutorService executor = Executors.newFixedThreadPool(4); // want unbounded-queue-or-pool "newFixedThreadPool takes whatever requests put in"
  private final ExecutorService letters = Executors.newSingleThreadExecutor();
  private final ExecutorService waited = Executors.newFixedThreadPool(4);
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>(); // want unbounded-queue-or-pool "LinkedBlockingQueue takes whatever requests put in"
  private final LinkedBlockingQueue<String> few = new LinkedBlockingQueue<>(1000);
  private final BlockingQueue<String> bounded = new ArrayBlockingQueue<>(100);

  @PostMapping("/exports")
  public void export(@RequestParam String name) {
    executor.execute(() -> render(name));
  }

  @PostMapping("/lines")
  public void line(@RequestParam String text) {
    lines.add(text);
  }

  @PostMapping("/few")
  public boolean few(@RequestParam String text) {
    return few.offer(text);
  }

  @PostMapping("/bounded")
  public boolean bounded(@RequestParam String text) {
    return bounded.offer(text);
  }

  // An administrator does that now and then.
  @PostMapping("/admin/letters")
  public void letters(@RequestParam String text) {
    letters.execute(() -> render(text));
  }

  private static class Walk {
    final LinkedBlockingQueue<String> tasks = new LinkedBlockingQueue<>();
  }

  // It goes with the walk that it belongs to.
  @PostMapping("/walks")
  public void walk(@RequestParam String from) {
    Walk walk = new Walk();
    walk.tasks.add(from);
  }

  // The request waits until all of it is done.
  @PostMapping("/pages")
  public void pages() throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(2);
    for (String page : List.of("first", "last")) {
      waited.submit(() -> {
        render(page);
        latch.countDown();
      });
    }
    latch.await();
  }

  private void render(String name) {}
}
