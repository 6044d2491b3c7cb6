package shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Entity
class Member {
  @Id private Long id;
  private String email;

  Member(String email) {
    this.email = email;
  }
}

@Entity
class Guest {
  @Id private Long id;

  @Column(unique = true)
  private String email;

  Guest(String email) {
    this.email = email;
  }
}

interface MemberRepository extends JpaRepository<Member, Long> {
  boolean existsByEmail(String email);
}

interface GuestRepository extends JpaRepository<Guest, Long> {
  boolean existsByEmail(String email);
}

@RestController
public class Members {
  private final MemberRepository members;
  private final GuestRepository guests;

  public Members(MemberRepository members, GuestRepository guests) {
    this.members = members;
    this.guests = guests;
  }

  @PostMapping("/members")
  public void join(@RequestParam String email) {
    if (members.existsByEmail(email)) { // want check-then-insert "Member is asked for email, then inserted into"
      throw new IllegalArgumentException("email");
    }
    members.save(new Member(email));
  }

  @PostMapping("/guests")
  public void enter(@RequestParam String email) {
    if (guests.existsByEmail(email)) {
      throw new IllegalArgumentException("email");
    }
    guests.save(new Guest(email));
  }
}
