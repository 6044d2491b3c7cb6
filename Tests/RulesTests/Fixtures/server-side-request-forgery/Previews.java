package shop;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

@RestController
public class Previews {
  private static final Map<String, String> FEEDS = Map.of("news", "https://news.example/feed");
  private final RestTemplate rest;
  private final HttpClient http = HttpClient.newHttpClient();

  public Previews(RestTemplate rest) {
    this.rest = rest;
  }

  @GetMapping("/preview")
  public String preview(@RequestParam String url) {
    return rest.getForObject(url, String.class); // want server-side-request-forgery "query"
  }

  @GetMapping("/picture")
  public byte[] picture(@RequestParam("from") String from) throws IOException {
    return new URL(from).openStream().readAllBytes(); // want server-side-request-forgery "query"
  }

  @GetMapping("/feed")
  public String feed(@RequestParam String host) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + host + "/feed")).timeout(Duration.ofSeconds(2)).build(); // want server-side-request-forgery "query"
    return http.send(request, BodyHandlers.ofString()).body();
  }

  @GetMapping("/users/{id}/picture")
  public byte[] ofUser(@PathVariable long id) {
    return rest.getForObject("https://pictures.example/users/" + id, byte[].class);
  }

  @GetMapping("/named/{name}")
  public String named(@PathVariable String name) {
    return rest.getForObject("https://names.example/" + name, String.class);
  }

  @GetMapping("/known")
  public String known(@RequestParam String feed) {
    if (!FEEDS.containsKey(feed)) {
      throw new IllegalArgumentException("feed");
    }
    return rest.getForObject(FEEDS.get(feed), String.class);
  }

  // Nothing is called: the text is only looked at.
  @GetMapping("/valid")
  public boolean valid(@RequestParam String from) throws Exception {
    return new URL(from).toURI().isAbsolute();
  }
}
