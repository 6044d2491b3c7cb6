package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;

@Entity
public class Invoice {
  @Id private Long id;
  private double total; // want float-money "total"
  private BigDecimal amount;
  private double weight;
  private long priceInCents;
}
