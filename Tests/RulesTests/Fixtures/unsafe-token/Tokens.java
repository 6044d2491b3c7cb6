package shop;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jwts;
import javax.crypto.SecretKey;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Tokens {
  private final SecretKey key;
  private final Algorithm algorithm;

  public Tokens(SecretKey key, Algorithm algorithm) {
    this.key = key;
    this.algorithm = algorithm;
  }

  @GetMapping("/me")
  public String me(@RequestHeader("Authorization") String token) {
    return JWT.decode(token).getSubject(); // want unsafe-token "does not check the token's signature"
  }

  @GetMapping("/mine")
  public String mine(@RequestHeader("Authorization") String token) {
    Claims claims = Jwts.parser().unsecured().build().parseUnsecuredClaims(token).getPayload(); // want unsafe-token "does not check the token's signature"
    return claims.getSubject();
  }

  @GetMapping("/checked")
  public String checked(@RequestHeader("Authorization") String token) {
    return Jwts.parser().verifyWith(key).build().parseSignedClaims(token).getPayload().getSubject();
  }

  @GetMapping("/verified")
  public String verified(@RequestHeader("Authorization") String token) {
    DecodedJWT decoded = JWT.require(algorithm).withIssuer("shop").build().verify(token);
    return decoded.getSubject();
  }

  @PostMapping("/tokens")
  public String sign(String user) {
    return Jwts.builder().subject(user).signWith(key).compact(); // want unsafe-token "signs a token that never expires"
  }
}
