package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Entity
class Customer {
  @Id private Long id;
  private String name;

  public String getName() {
    return name;
  }
}

@Entity
class Line {
  @Id private Long id;
}

@Entity
class Order {
  @Id private Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  private Customer customer;

  @OneToMany(mappedBy = "order")
  private List<Line> lines;

  public Long getId() {
    return id;
  }

  public Customer getCustomer() {
    return customer;
  }

  public List<Line> getLines() {
    return lines;
  }
}

interface OrderRepository extends JpaRepository<Order, Long> {
  @Query("select o from Order o join fetch o.customer")
  List<Order> findAllWithCustomer();

  @EntityGraph(attributePaths = {"lines"})
  List<Order> findByOrderById();
}

@RestController
public class Orders {
  private final OrderRepository orders;

  public Orders(OrderRepository orders) {
    this.orders = orders;
  }

  @GetMapping("/customers")
  public List<String> customers() {
    List<String> names = new ArrayList<>();
    for (Order order : orders.findAll()) {
      names.add(order.getCustomer().getName()); // MISSING: want lazy-relation-in-loop "customer"
    }
    return names;
  }

  @GetMapping("/counts")
  public List<Integer> counts() {
    return orders.findAll().stream().map(order -> order.getLines().size()).toList(); // MISSING: want lazy-relation-in-loop "lines"
  }

  @GetMapping("/fetched")
  public List<String> fetched() {
    return orders.findAllWithCustomer().stream().map(order -> order.getCustomer().getName()).toList();
  }

  @GetMapping("/graph")
  public List<Integer> graph() {
    return orders.findByOrderById().stream().map(order -> order.getLines().size()).toList();
  }

  @GetMapping("/ids")
  public List<Long> ids() {
    return orders.findAll().stream().map(Order::getId).toList();
  }
}
