package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@Entity
class Account {
  @Id private Long id;
  private String name;
  private String role;

  public void setName(String name) {
    this.name = name;
  }

  public void setRole(String role) {
    this.role = role;
  }
}

record NewAccount(String name) {}

interface AccountRepository extends JpaRepository<Account, Long> {}

@RestController
public class Accounts {
  private final AccountRepository accounts;

  public Accounts(AccountRepository accounts) {
    this.accounts = accounts;
  }

  @PostMapping("/accounts")
  public Account create(@RequestBody Account account) {
    return accounts.save(account); // want mass-assignment "body"
  }

  @PostMapping("/listed")
  public Account listed(@RequestBody NewAccount body) {
    Account account = new Account();
    account.setName(body.name());
    account.setRole("reader");
    return accounts.save(account);
  }
}
