package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@Entity
class Item {
  @Id private Long id;
  private int amount;

  public int getAmount() {
    return amount;
  }

  public void setAmount(int amount) {
    this.amount = amount;
  }
}

interface ItemRepository extends JpaRepository<Item, Long> {
  @Modifying
  @Query("update Item i set i.amount = i.amount - 1 where i.id = ?1 and i.amount > 0")
  int take(Long id);
}

@RestController
public class Stock {
  private final ItemRepository items;

  public Stock(ItemRepository items) {
    this.items = items;
  }

  @PostMapping("/items/{id}/take")
  public void take(@PathVariable Long id) {
    Item item = items.findById(id).orElseThrow();
    item.setAmount(item.getAmount() - 1); // MISSING: want lost-update "amount"
    items.save(item);
  }

  @PostMapping("/items/{id}/take-at-once")
  public void takeAtOnce(@PathVariable Long id) {
    items.take(id);
  }
}
