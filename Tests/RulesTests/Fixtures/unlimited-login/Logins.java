package shop;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

class User {
  private Long id;
  private String password;

  public String getPassword() {
    return password;
  }
}

record Login(String name, String password) {}

interface UserRepository extends JpaRepository<User, Long> {
  Optional<User> findByName(String name);
}

class LoginAttempts {
  void count(String name) {}
}

@RestController
public class Logins {
  private final UserRepository users;
  private final PasswordEncoder encoder;
  private final LoginAttempts attempts = new LoginAttempts();

  public Logins(UserRepository users, PasswordEncoder encoder) {
    this.users = users;
    this.encoder = encoder;
  }

  @PostMapping("/login")
  public boolean login(@RequestBody Login login) { // want unlimited-login "passwords can be tried at POST /login without limit"
    return users.findByName(login.name()).map(u -> encoder.matches(login.password(), u.getPassword())).orElse(false);
  }

  @PostMapping("/limited/login")
  public boolean limited(@RequestBody Login login) {
    attempts.count(login.name());
    return users.findByName(login.name()).map(u -> encoder.matches(login.password(), u.getPassword())).orElse(false);
  }

  @PostMapping("/counted/login")
  public boolean counted(@RequestBody Login login) {
    boolean isKnown = users.findByName(login.name()).map(u -> encoder.matches(login.password(), u.getPassword())).orElse(false);
    if (!isKnown) {
      recordFailure(login.name());
    }
    return isKnown;
  }

  private void recordFailure(String name) {}

  // Whether guests may come in is a setting.
  @PostMapping("/guest_login")
  public boolean guests(@RequestBody Login login) {
    return users.findByName(login.name()).isPresent();
  }

  @PostMapping("/login/names")
  public boolean names(@RequestBody Login login) {
    return users.findByName(login.name()).isPresent();
  }
}
