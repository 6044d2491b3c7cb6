package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import java.util.Set;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@Entity
class Product {
  @Id private Long id;
  private String name;
  private double price;

  @ManyToMany(mappedBy = "products")
  private Set<Role> roles;
}

@Entity
class Role {
  @Id private Long id;
}

@Entity
class Clerk {
  @Id private Long id;
  private boolean admin;
}

@Entity
class Store {
  @Id private Long id;
  private String owner;
}

interface ProductRepository extends JpaRepository<Product, Long> {}

interface ClerkRepository extends JpaRepository<Clerk, Long> {}

interface StoreRepository extends JpaRepository<Store, Long> {}

@RestController
public class Products {
  private final ProductRepository products;
  private final ClerkRepository clerks;
  private final StoreRepository stores;

  public Products(ProductRepository products, ClerkRepository clerks, StoreRepository stores) {
    this.products = products;
    this.clerks = clerks;
    this.stores = stores;
  }

  // Whoever may add products sets their prices.
  @PostMapping("/products")
  @PreAuthorize("hasRole('MANAGER')")
  public Product add(@RequestBody Product product) {
    return products.save(product);
  }

  @PostMapping("/products/permitted")
  @PreAuthorize("@permissions.check('product:add')")
  public Product permitted(@RequestBody Product product) {
    return products.save(product);
  }

  @PostMapping("/offers")
  public Product offer(@RequestBody Product product) {
    return products.save(product); // want mass-assignment "body"
  }

  @PostMapping("/clerks")
  @PreAuthorize("hasRole('MANAGER')")
  public Clerk hire(@RequestBody Clerk clerk) {
    return clerks.save(clerk); // want mass-assignment "body"
  }

  // The resolver loads it: none of it comes with the request.
  @PutMapping("/store")
  public Store open(Store store) {
    return stores.save(store);
  }
}
