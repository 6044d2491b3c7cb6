package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Entity
class Order {
  @Id private Long id;
  private String item;
}

@Entity
class Country {
  @Id private Long id;
}

record NewOrder(String item) {}

interface OrderRepository extends JpaRepository<Order, Long> {}

@Entity
class File {
  @Id private Long id;
  private Long orderId;
}

interface FileRepository extends JpaRepository<File, Long> {
  List<File> findByOrderId(Long orderId);
}

interface CountryRepository extends JpaRepository<Country, Long> {}

@RestController
public class Orders {
  private final OrderRepository orders;
  private final CountryRepository countries;
  private final EntityManager entities;
  private final FileRepository files;

  public Orders(OrderRepository orders, CountryRepository countries, EntityManager entities, FileRepository files) {
    this.files = files;
    this.orders = orders;
    this.countries = countries;
    this.entities = entities;
  }

  @GetMapping("/orders")
  public List<Order> all() {
    return orders.findAll(); // want list-unpaginated "GET /orders answers with every Order"
  }

  @GetMapping("/paged/orders")
  public Page<Order> page(Pageable page) {
    return orders.findAll(page);
  }

  @GetMapping("/recent/orders")
  public List<Order> recent() {
    return entities.createQuery("select o from Order o order by o.id desc", Order.class).setMaxResults(20).getResultList();
  }

  @GetMapping("/countries")
  public List<Country> countries() {
    return countries.findAll();
  }

  @GetMapping("/attached/files")
  public List<File> files(@RequestParam Long orderId) {
    return files.findByOrderId(orderId); // want list-unpaginated "File" note
  }

  @PostMapping("/orders")
  public void create(@RequestBody NewOrder body) {
    orders.save(new Order());
  }
}
