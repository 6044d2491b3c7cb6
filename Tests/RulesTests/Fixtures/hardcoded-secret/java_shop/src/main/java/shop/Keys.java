package shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Keys {
  private String signatureSecret = "dk39xM2pQ8vZr41LtYb7WcE6"; // want hardcoded-secret "signatureSecret"

  @GetMapping("/hello")
  public String hello() {
    return "hello";
  }
}
