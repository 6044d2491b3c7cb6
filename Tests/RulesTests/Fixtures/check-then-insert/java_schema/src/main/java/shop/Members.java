package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Entity
@Table(name = "Member")
class Member {
  @Id private Long id;
  private String clubCode;
  private String email;
  private String phone;

  Member(String email) {
    this.email = email;
  }
}

interface MemberRepository extends JpaRepository<Member, Long> {
  boolean existsByClubCodeAndEmail(String clubCode, String email);

  boolean existsByPhone(String phone);
}

@RestController
public class Members {
  private final MemberRepository members;

  public Members(MemberRepository members) {
    this.members = members;
  }

  @PostMapping("/members")
  public void join(@RequestParam String club, @RequestParam String email) {
    if (members.existsByClubCodeAndEmail(club, email)) {
      throw new IllegalArgumentException("email");
    }
    members.save(new Member(email));
  }

  @PostMapping("/callers")
  public void call(@RequestParam String phone) {
    if (members.existsByPhone(phone)) { // want check-then-insert "Member is asked for phone, then inserted into"
      throw new IllegalArgumentException("phone");
    }
    members.save(new Member(phone));
  }
}
