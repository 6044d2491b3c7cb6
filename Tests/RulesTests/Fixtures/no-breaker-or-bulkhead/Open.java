package shop;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

@RestController
public class Open {
  private final RestTemplate rest;

  public Open(RestTemplate rest) {
    this.rest = rest;
  }

  private String bill() {
    return rest.postForObject("https://billing.example/charges", null, String.class); // want no-breaker-or-bulkhead "2 endpoints wait for other services"
  }

  @PostMapping("/orders")
  public String order() {
    return bill();
  }

  @PostMapping("/refunds")
  public String refund() {
    return bill();
  }
}
