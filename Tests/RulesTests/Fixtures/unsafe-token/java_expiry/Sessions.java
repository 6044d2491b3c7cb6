package shop;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.util.Date;
import javax.crypto.SecretKey;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Sessions {
  private final SecretKey key;

  public Sessions(SecretKey key) {
    this.key = key;
  }

  @PostMapping("/sessions")
  public String open(@RequestParam String user) {
    JwtBuilder builder = Jwts.builder().subject(user).signWith(key);
    builder.expiration(new Date(System.currentTimeMillis() + 900_000));
    return builder.compact();
  }
}
