package shop;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@RestController
@CrossOrigin(originPatterns = "*", allowCredentials = "true") // want any-origin-with-credentials "any origin may call"
public class Origins implements WebMvcConfigurer {
  private static final Set<String> PARTNERS = Set.of("https://shop.example");

  @Override
  public void addCorsMappings(CorsRegistry registry) {
    registry.addMapping("/api/**").allowedOriginPatterns("*").allowCredentials(true); // want any-origin-with-credentials "any origin may call"
    registry.addMapping("/shop/**").allowedOrigins("https://shop.example").allowCredentials(true);
    registry.addMapping("/open/**").allowedOriginPatterns("*").allowCredentials(false);
  }

  public CorsConfiguration configuration() {
    CorsConfiguration configuration = new CorsConfiguration();
    configuration.setAllowedOriginPatterns(List.of("*")); // want any-origin-with-credentials "any origin may call"
    configuration.setAllowCredentials(true);
    return configuration;
  }

  public CorsConfiguration listed() {
    CorsConfiguration configuration = new CorsConfiguration();
    configuration.setAllowedOriginPatterns(List.of("https://*.shop.example"));
    configuration.setAllowCredentials(true);
    return configuration;
  }

  public void reflect(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin")); // want any-origin-with-credentials "any origin may call"
    response.setHeader("Access-Control-Allow-Credentials", "true");
  }

  public void known(HttpServletRequest request, HttpServletResponse response) {
    String origin = request.getHeader("Origin");
    if (PARTNERS.contains(origin)) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Allow-Credentials", "true");
    }
  }

  @GetMapping("/hello")
  public String hello() {
    return "hello";
  }
}
