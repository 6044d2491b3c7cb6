package shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Clients {
  private final HttpClient kept = HttpClient.newHttpClient();

  @GetMapping("/rate")
  public String rate() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient(); // want client-per-request "an HTTP client for each request"
    return client.send(request(), BodyHandlers.ofString()).body();
  }

  @GetMapping("/ok")
  public String ok() throws IOException {
    OkHttpClient client = new OkHttpClient(); // want client-per-request "an HTTP client for each request"
    return client.newCall(new Request.Builder().url("https://rates.example").build()).execute().body().string();
  }

  @GetMapping("/kept")
  public String kept() throws IOException, InterruptedException {
    return kept.send(request(), BodyHandlers.ofString()).body();
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(URI.create("https://rates.example")).timeout(Duration.ofSeconds(2)).build();
  }
}
