package shop;

import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.DeleteMapping;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

class Order {
  private Long id;
  private Long customerId;

  public Long getCustomerId() {
    return customerId;
  }
}

class Customer {
  private Long id;
  private String email;

  public Long getId() {
    return id;
  }

  public Optional<String> mail() {
    return Optional.ofNullable(email);
  }
}

interface OrderRepository extends JpaRepository<Order, Long> {}

interface CustomerRepository extends JpaRepository<Customer, Long> {
  Optional<Customer> findByEmail(String email);
}

class RedisKeeper {
  Customer get(String key) {
    return null;
  }
}

@RestController
public class Orders {
  private final OrderRepository orders;
  private final CustomerRepository customers;
  private final RedisKeeper redis = new RedisKeeper();

  public Orders(OrderRepository orders, CustomerRepository customers) {
    this.orders = orders;
    this.customers = customers;
  }

  @GetMapping("/print")
  public void print() {
    for (Order order : orders.findAll()) {
      customers.findById(order.getCustomerId()).ifPresent(this::print); // want query-in-loop "Customer"
    }
  }

  @PostMapping("/owners")
  public List<Customer> owners(@RequestBody List<Order> all) {
    return all.stream().map(order -> customers.findById(order.getCustomerId()).orElseThrow()).toList(); // want query-in-loop "Customer"
  }

  @GetMapping("/once")
  public void printAtOnce() {
    List<Order> all = orders.findAll();
    Map<Long, Customer> owners =
        customers.findAllById(all.stream().map(Order::getCustomerId).collect(Collectors.toSet())).stream()
            .collect(Collectors.toMap(Customer::getId, Function.identity()));
    all.forEach(order -> print(owners.get(order.getCustomerId())));
  }

  @PostMapping("/again")
  public Optional<Customer> again(@RequestBody Customer customer) {
    return customer.mail().flatMap(customers::findByEmail);
  }

  @DeleteMapping("/orders")
  public void delete(@RequestBody Set<Long> ids) {
    for (Long id : ids) {
      orders.deleteById(id); // want query-in-loop "Order" note
    }
  }

  @PostMapping("/known")
  public List<Customer> known(@RequestBody List<Long> ids) {
    return ids.stream().map(this::byId).toList();
  }

  // As many as a form has; the driver may send them together.
  @PostMapping("/orders/all")
  public void storeAll(@RequestBody List<Order> all) {
    for (Order order : all) {
      orders.save(order); // want query-in-loop "Order" note
    }
  }

  @GetMapping("/named")
  public void named() {
    for (String mail : mails.keySet()) {
      customers.findByEmail(mail).ifPresent(this::print); // want query-in-loop "Customer" note
    }
    for (Kind kind : Kind.values()) {
      customers.findByEmail(kind.name()).ifPresent(this::print);
    }
  }

  private final Map<String, Long> mails = Map.of("a@shop.example", 1L);

  enum Kind { NEW, OLD }

  private Customer byId(Long id) {
    Customer known = redis.get("customer:" + id);
    return known != null ? known : customers.findById(id).orElseThrow();
  }

  private void print(Customer customer) {}
}
