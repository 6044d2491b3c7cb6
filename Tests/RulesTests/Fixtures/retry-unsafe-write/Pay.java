package shop;

import org.springframework.retry.annotation.Retryable;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

@Service
class Bank {
  private final RestTemplate rest;

  Bank(RestTemplate rest) {
    this.rest = rest;
  }

  @Retryable(maxAttempts = 3)
  public void charge() {
    rest.postForObject("https://bank.example/charges", "{}", String.class); // want retry-unsafe-write "https://bank.example/charges more than once"
  }

  @Retryable(maxAttempts = 3)
  public String balance() {
    return rest.getForObject("https://bank.example/balance", String.class);
  }
}

@RestController
public class Pay {
  private final Bank bank;

  public Pay(Bank bank) {
    this.bank = bank;
  }

  @PostMapping("/pay")
  public String pay() {
    bank.charge();
    return bank.balance();
  }
}
