package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.validation.constraints.Max;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Entity
class Order {
  @Id private Long id;
}

interface OrderRepository extends JpaRepository<Order, Long> {}

@RestController
public class Pages {
  private final OrderRepository orders;
  private final EntityManager entities;

  public Pages(OrderRepository orders, EntityManager entities) {
    this.orders = orders;
    this.entities = entities;
  }

  @GetMapping("/orders")
  public Page<Order> page(@RequestParam int page, @RequestParam int size) {
    return orders.findAll(PageRequest.of(page, size)); // want page-size-unbounded "query parameter size decides"
  }

  @GetMapping("/limited")
  public List<Order> limited(@RequestParam int limit) {
    return entities.createQuery("select o from Order o", Order.class).setMaxResults(limit).getResultList(); // want page-size-unbounded "query parameter limit decides"
  }

  @GetMapping("/capped")
  public Page<Order> capped(@RequestParam int page, @RequestParam int size) {
    return orders.findAll(PageRequest.of(page, Math.min(size, 100)));
  }

  @GetMapping("/validated")
  public Page<Order> validated(@RequestParam int page, @RequestParam @Max(100) int size) {
    return orders.findAll(PageRequest.of(page, size));
  }

  // Spring's own has 2000 as its largest.
  @GetMapping("/pageable")
  public Page<Order> pageable(Pageable page) {
    return orders.findAll(page);
  }
}
