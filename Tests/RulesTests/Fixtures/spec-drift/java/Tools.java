package shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/tools")
public class Tools {
  @GetMapping
  public String list() {
    return "[]";
  }

  @PostMapping
  public void add() {}

  @GetMapping("/{id}")
  public String get(@PathVariable long id) {
    return "" + id;
  }

  @PostMapping("/{id}/lend")
  public void lend(@PathVariable long id) {}

  @PostMapping("/{id}/return")
  public void giveBack(@PathVariable long id) {}

  @GetMapping("/export") // want spec-drift "GET /api/tools/export is served, and openapi.yaml does not name it" note
  public String export() {
    return "[]";
  }
}
