package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.concurrent.ExecutorService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

@SpringBootApplication
class Application {}

@Entity
class Order {
  @Id Long id;
  String currency;
}

interface OrderRepository extends JpaRepository<Order, Long> {}

@RestController
class Orders {
  private final OrderRepository orders;
  private final RestTemplate rates;
  private final ExecutorService pool;

  Orders(OrderRepository orders, RestTemplate rates, ExecutorService pool) {
    this.orders = orders;
    this.rates = rates;
    this.pool = pool;
  }

  @GetMapping("/orders/{id}/price")
  public String price(@PathVariable Long id) {
    Order order = orders.findById(id).orElseThrow();
    return rates.getForObject("https://rates.example/" + order.currency, String.class); // want open-session-in-view "left on: GET /orders/{id}/price"
  }

  // The call comes first.
  @GetMapping("/orders/{id}/rate")
  public String rate(@PathVariable Long id) {
    String rate = rates.getForObject("https://rates.example/EUR", String.class);
    return orders.findById(id).orElseThrow().currency + rate;
  }

  // Another thread waits.
  @GetMapping("/orders/{id}/later")
  public void later(@PathVariable Long id) {
    Order order = orders.findById(id).orElseThrow();
    pool.execute(() -> rates.getForObject("https://rates.example/" + order.currency, String.class));
  }
}
