package shop;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Workers {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private final BlockingQueue<String> queue;
  private volatile boolean stopped;

  Workers(BlockingQueue<String> queue) {
    this.queue = queue;
  }

  void endless() {
    while (true) {
      try {
        LOG.info(queue.take());
      } catch (InterruptedException e) { // want swallowed-interrupt "its loop goes on"
        LOG.warn("interrupted", e);
      }
    }
  }

  void asking() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException e) { // want swallowed-interrupt "nothing ends this thread"
        // ignore
      }
    }
  }

  void flagged() {
    while (!stopped) {
      try {
        LOG.info(queue.take());
      } catch (InterruptedException e) {
        LOG.warn("interrupted", e);
      }
    }
  }

  void renewed() {
    while (true) {
      try {
        LOG.info(queue.take());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
  }

  void ended() {
    while (true) {
      String line = "";
      try {
        line = queue.take();
      } catch (InterruptedException e) {
        LOG.warn("interrupted", e);
      }
      if (line.isEmpty()) {
        return;
      }
    }
  }

  @GetMapping("/sums")
  public String sums(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) { // NOSONAR, want swallowed-interrupt "as if its wait had ended" note
      LOG.warn("interrupted", e);
    }
    return "done";
  }

  @GetMapping("/raised")
  public String raised(Future<String> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @GetMapping("/pause")
  public String pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      // A short pause: whoever waits next is told by the server itself.
    }
    return "done";
  }

  // Nobody waits for it.
  void once(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      LOG.warn("interrupted", e);
    }
  }
}
