package shop;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.web.client.RestTemplate;

public class Imports {
  private static final String HOST = "https://rates.example";
  private final RestTemplate rates = new RestTemplate();

  // One client without limits is one thing to mend.
  public String euro() {
    return rates.getForObject(HOST + "/eur", String.class); // want missing-timeout "waits without a limit, and so do 2 more calls of the same client"
  }

  public String dollar() {
    return rates.getForObject(HOST + "/usd", String.class);
  }

  public String tell(String rate) {
    return rates.postForObject(HOST, rate, String.class);
  }

  // A resource is a file, or an entry of a jar.
  public byte[] greeting() throws IOException {
    try (InputStream in = Imports.class.getResource("/greeting.txt").openStream()) {
      return in.readAllBytes();
    }
  }

  public long changed(URL resource) throws IOException {
    return resource.openConnection().getLastModified();
  }

  public InputStream open(URI file) throws IOException {
    return file.toURL().openStream();
  }

  public InputStream logo() throws IOException {
    return URI.create(HOST + "/logo.png").toURL().openStream(); // want missing-timeout "java.net.URL.openStream waits"
  }

  public HttpResponse<String> finish(HttpClient client, HttpRequest.Builder begun) throws IOException, InterruptedException {
    return client.send(begun.header("accept", "text").build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> copy(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(request, (name, value) -> true).build(), BodyHandlers.ofString());
  }

  // Whoever made the request may have given it a limit.
  public HttpResponse<String> send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }
}
