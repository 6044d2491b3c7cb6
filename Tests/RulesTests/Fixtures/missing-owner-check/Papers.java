package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.security.Principal;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@Configuration
class Security {
  @Bean
  SecurityFilterChain chain(HttpSecurity http) throws Exception {
    http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated()).httpBasic();
    return http.build();
  }
}

@Entity
class Paper {
  @Id private Long id;
  private String userId;
  private String text;

  public String getUserId() {
    return userId;
  }

  public String getText() {
    return text;
  }
}

interface PaperRepository extends JpaRepository<Paper, Long> {
  Optional<Paper> findByIdAndUserId(Long id, String userId);
}

@RestController
public class Papers {
  private final PaperRepository papers;

  public Papers(PaperRepository papers) {
    this.papers = papers;
  }

  @GetMapping("/papers/{id}")
  public String read(@PathVariable Long id) {
    return papers.findById(id).orElseThrow().getText(); // want missing-owner-check "GET /papers/{id} looks up Paper by id and never compares its userId with the caller"
  }

  @GetMapping("/mine/{id}")
  public String mine(@PathVariable Long id, Principal caller) {
    return papers.findByIdAndUserId(id, caller.getName()).orElseThrow().getText();
  }

  @GetMapping("/compared/{id}")
  public String compared(@PathVariable Long id, Principal caller) {
    Paper paper = papers.findById(id).orElseThrow();
    if (!paper.getUserId().equals(caller.getName())) {
      throw new IllegalArgumentException("id");
    }
    return paper.getText();
  }
}
