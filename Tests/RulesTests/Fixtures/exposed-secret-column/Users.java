package shop;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@Entity
class User {
  @Id private Long id;
  private String name;
  private String password;

  public String getName() {
    return name;
  }

  public String getPassword() {
    return password;
  }
}

@Entity
class Member {
  @Id private Long id;
  private String password;

  @JsonIgnore
  public String getPassword() {
    return password;
  }
}

@Entity
class Guest {
  @Id private Long id;
  private String password;

  public boolean matches(String other) {
    return password.equals(other);
  }
}

record Profile(String name) {}

interface UserRepository extends JpaRepository<User, Long> {}

interface MemberRepository extends JpaRepository<Member, Long> {}

interface GuestRepository extends JpaRepository<Guest, Long> {}

@RestController
public class Users {
  private final UserRepository users;
  private final MemberRepository members;
  private final GuestRepository guests;

  public Users(UserRepository users, MemberRepository members, GuestRepository guests) {
    this.users = users;
    this.members = members;
    this.guests = guests;
  }

  @GetMapping("/users/{id}")
  public User show(@PathVariable Long id) { // want exposed-secret-column "GET /users/{id} answers every column of User, password among them, and so does 1 more endpoint"
    return users.findById(id).orElseThrow();
  }

  @GetMapping("/users")
  public ResponseEntity<Page<User>> list(Pageable page) { // told with the first answer of this table
    return ResponseEntity.ok(users.findAll(page));
  }

  @GetMapping("/members/{id}")
  public Member member(@PathVariable Long id) {
    return members.findById(id).orElseThrow();
  }

  @GetMapping("/guests")
  public List<Guest> guests(Pageable page) {
    return guests.findAll(page).getContent();
  }

  @GetMapping("/profiles/{id}")
  public Profile profile(@PathVariable Long id) {
    return new Profile(users.findById(id).orElseThrow().getName());
  }
}
