package shop;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.springframework.web.client.RestTemplate;

public class Rates {
  private static final String HOST = "https://rates.example";
  private final RestTemplate provided;
  private final RestTemplate own = new RestTemplate();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final OkHttpClient ok = new OkHttpClient();

  public Rates(RestTemplate provided) {
    this.provided = provided;
  }

  public String given() {
    return provided.getForObject(HOST + "/eur", String.class);
  }

  public String euro() {
    return own.getForObject(HOST + "/eur", String.class); // want missing-timeout "https://rates.example/eur"
  }

  public void tell() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder().uri(URI.create(HOST)).GET().build();
    http.send(request, BodyHandlers.ofString()); // want missing-timeout "waits without a limit"
    http.send(bounded(), BodyHandlers.ofString());
    ok.newCall(new Request.Builder().url(HOST).build()).execute();
  }

  private HttpRequest bounded() {
    return HttpRequest.newBuilder(URI.create(HOST)).timeout(Duration.ofSeconds(3)).header("accept", "text").build();
  }

  public int status() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(HOST).openConnection(); // want missing-timeout "waits"
    return connection.getResponseCode();
  }
}
