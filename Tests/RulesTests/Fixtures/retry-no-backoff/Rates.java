package shop;

import org.springframework.retry.annotation.Backoff;
import org.springframework.retry.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

@RestController
public class Rates {
  private final RestTemplate rest;

  public Rates(RestTemplate rest) {
    this.rest = rest;
  }

  @GetMapping("/rate")
  public String atOnce() {
    for (int attempt = 0; attempt < 5; attempt++) { // want retry-no-backoff "atOnce repeats"
      try {
        return rest.getForObject("https://rates.example/eur", String.class);
      } catch (RestClientException e) {
        continue;
      }
    }
    throw new IllegalStateException("rates");
  }

  @GetMapping("/growing")
  public String growing() throws InterruptedException {
    long wait = 100;
    for (int attempt = 0; attempt < 5; attempt++) {
      try {
        return rest.getForObject("https://rates.example/eur", String.class);
      } catch (RestClientException e) {
        Thread.sleep(wait + (long) (Math.random() * wait));
        wait *= 2;
      }
    }
    throw new IllegalStateException("rates");
  }

  @GetMapping("/library")
  @Retryable(maxAttempts = 4, backoff = @Backoff(delay = 100, multiplier = 2, random = true))
  public String library() {
    return rest.getForObject("https://rates.example/eur", String.class);
  }
}
