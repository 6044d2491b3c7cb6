package shop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

class Basket {
  private final Map<String, Integer> items = new HashMap<>();

  void put(String item) {
    items.put(item, 1);
  }

  int size() {
    return items.size();
  }
}

@RestController
public class Carts {
  private final Map<String, List<String>> carts = new ConcurrentHashMap<>(); // want in-process-state "carts lives in the memory of one process"
  private static final Map<String, String> sessions = new HashMap<>(); // want in-process-state "sessions lives in the memory of one process"
  private final Map<String, Double> rateCache = new ConcurrentHashMap<>();
  private final Map<String, String> pages = new HashMap<>();

  public Carts() {
    pages.put("home", "/");
  }

  @PutMapping("/cart")
  public void put(@RequestParam String user, @RequestParam String item) {
    carts.computeIfAbsent(user, u -> new ArrayList<>()).add(item);
  }

  @GetMapping("/cart")
  public List<String> show(@RequestParam String user) {
    return this.carts.get(user);
  }

  @PostMapping("/login")
  public void login(@RequestParam String user) {
    sessions.put(user, user);
  }

  @GetMapping("/me")
  public String me(@RequestParam String user) {
    return sessions.get(user);
  }

  @GetMapping("/rate")
  public double rate(@RequestParam String currency) {
    Double known = rateCache.get(currency);
    if (known == null) {
      rateCache.put(currency, 1.0);
    }
    return rateCache.get(currency);
  }

  @GetMapping("/pages")
  public String page(@RequestParam String name) {
    return pages.get(name);
  }

  @GetMapping("/basket")
  public int basket(@RequestParam String item) {
    Basket basket = new Basket();
    basket.put(item);
    return basket.size();
  }
}
