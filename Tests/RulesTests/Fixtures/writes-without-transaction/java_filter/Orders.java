package shop;

import jakarta.persistence.EntityManager;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Orders {
  private final EntityManager entities;

  public Orders(EntityManager entities) {
    this.entities = entities;
  }

  // The filter's transaction holds both.
  @PostMapping("/orders/{item}")
  public void order(@PathVariable long item) {
    entities.createNativeQuery("INSERT INTO orders (item) VALUES (1)").executeUpdate();
    entities.createNativeQuery("UPDATE stock SET amount = amount - 1").executeUpdate();
  }
}
