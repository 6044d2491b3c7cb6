package shop;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

@RestController
public class Feeds {
  private final RestTemplate rest;
  private final ExecutorService few = Executors.newFixedThreadPool(8);
  private final ExecutorService many = Executors.newVirtualThreadPerTaskExecutor();

  public Feeds(RestTemplate rest) {
    this.rest = rest;
  }

  @PostMapping("/feeds")
  public void all(@RequestBody List<String> names) {
    for (String name : names) {
      many.submit(() -> rest.getForObject("https://feeds.example/" + name, String.class)); // MISSING: want unbounded-fanout "a call to another service for each element of what the request sends"
    }
  }

  @PostMapping("/few")
  public void few(@RequestBody List<String> names) {
    List<CompletableFuture<Void>> all =
        names.stream()
            .map(name -> CompletableFuture.runAsync(() -> rest.getForObject("https://feeds.example/" + name, String.class), few))
            .toList();
    all.forEach(CompletableFuture::join);
  }
}
