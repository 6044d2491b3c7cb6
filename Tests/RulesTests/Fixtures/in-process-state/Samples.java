package shop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

class Pending {
  final CompletableFuture<String> answer = new CompletableFuture<>();
}

@RestController
public class Samples {
  // Posts from the start: an example that has no database.
  private final Map<Integer, String> posts = new HashMap<>(); // want in-process-state "posts lives in the memory of one process" note
  private final AtomicInteger count = new AtomicInteger(2); // want in-process-state "count lives in the memory of one process" note

  public Samples() {
    posts.put(1, "first");
    posts.put(2, "second");
  }

  @PostMapping("/posts")
  public void write(@RequestParam String text) {
    posts.put(count.incrementAndGet(), text);
  }

  @GetMapping("/posts")
  public Map<Integer, String> all() {
    return posts;
  }

  @GetMapping("/posts/count")
  public int count() {
    return count.get();
  }
}

@RestController
class Requests {
  // Who waits for an answer waits in this process.
  private final Map<UUID, Consumer<String>> requests = new ConcurrentHashMap<>();
  private final Map<UUID, Pending> pending = new ConcurrentHashMap<>();
  private final Map<String, List<String>> items = new HashMap<>();

  @PostMapping("/ask")
  public void ask(@RequestParam UUID id) {
    requests.put(id, System.out::println);
    pending.put(id, new Pending());
  }

  @PostMapping("/answer")
  public void answer(@RequestParam UUID id, @RequestParam String text) {
    requests.get(id).accept(text);
    pending.get(id).answer.complete(text);
  }

  // Read once, then kept.
  @GetMapping("/items")
  public Map<String, List<String>> items() {
    if (items.size() > 0) {
      return items;
    }
    items.put("all", List.of("a", "b"));
    return items;
  }
}
