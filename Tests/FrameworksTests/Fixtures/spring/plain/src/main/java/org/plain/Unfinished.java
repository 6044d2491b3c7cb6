package org.plain;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

// It does not compile: an import is missing, and a value stands beside named elements.
@RestController
@RequestMapping("/unfinished")
public class Unfinished {
  @GetMapping("/pages", produces = "text/html")  // $ endpoint="GET /unfinished/pages" auth=none
  public String pages() { return "p"; }
}
