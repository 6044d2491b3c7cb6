package shop;

import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

@Service
class Billing {
  private final RestTemplate rest;

  Billing(RestTemplate rest) {
    this.rest = rest;
  }

  @CircuitBreaker(name = "billing")
  public String bill() {
    return rest.postForObject("https://billing.example/charges", null, String.class);
  }
}

@RestController
public class Guarded {
  private final Billing billing;

  public Guarded(Billing billing) {
    this.billing = billing;
  }

  @PostMapping("/orders")
  public String order() {
    return billing.bill();
  }

  @PostMapping("/refunds")
  public String refund() {
    return billing.bill();
  }
}
