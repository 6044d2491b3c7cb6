package shop;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

class Order {
  private Long id;
}

interface OrderRepository extends JpaRepository<Order, Long> {}

@RestController
public class Orders {
  private final OrderRepository orders;

  public Orders(OrderRepository orders) {
    this.orders = orders;
  }

  @GetMapping("/orders")
  public long count() {
    return orders.count();
  }

  @PostMapping("/orders")
  public void create(@RequestBody Order order) {
    orders.save(order);
  }

  @DeleteMapping("/orders/{id}")
  public void remove(@PathVariable Long id) {
    orders.deleteById(id);
  }

  @DeleteMapping("/admin/orders")
  public void clear() { // want endpoint-without-auth "its path is one for administrators"
    orders.deleteAll();
  }
}
