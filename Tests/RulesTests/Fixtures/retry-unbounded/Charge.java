package shop;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

@RestController
public class Charge {
  private final RestTemplate rest;

  public Charge(RestTemplate rest) {
    this.rest = rest;
  }

  @PostMapping("/charges")
  public String charge() throws InterruptedException {
    while (true) { // want retry-unbounded "until it works"
      try {
        return rest.postForObject("https://billing.example/charges", null, String.class);
      } catch (RestClientException e) {
        Thread.sleep(1000);
      }
    }
  }

  @PostMapping("/limited")
  public String limited() throws InterruptedException {
    int attempts = 0;
    while (true) {
      try {
        return rest.postForObject("https://billing.example/charges", null, String.class);
      } catch (RestClientException e) {
        if (++attempts > 3) {
          throw e;
        }
        Thread.sleep(1000L * attempts);
      }
    }
  }
}
