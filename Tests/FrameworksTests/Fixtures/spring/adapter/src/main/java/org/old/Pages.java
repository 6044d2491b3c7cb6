package org.old;

import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.*;

@Controller
public class Pages {
  @GetMapping("/")  // $ endpoint="GET /" auth=none
  public String index() { return "index"; }

  @GetMapping("public/about")  // $ endpoint="GET /public/about" auth=none
  public String about() { return "about"; }

  @GetMapping("/scripted")  // $ endpoint="GET /scripted" auth=none
  public String scripted() { return "x"; }

  @GetMapping("/checked")  // $ endpoint="GET /checked" auth=unknown
  public String checked() { return "x"; }

  @PutMapping("/api/things/{id}")  // $ endpoint="PUT /api/things/{id}" auth=required
  public String thing(@PathVariable int id) { return "x"; }

  @GetMapping("/rest")  // $ endpoint="GET /rest" auth=none
  public String rest() { return "no rule matches"; }

  @Secured("ROLE_ADMIN")
  @GetMapping("/public/secured")  // $ endpoint="GET /public/secured" auth=required
  public String secured() { return "x"; }

  @PreAuthorize("hasRole('ADMIN')")
  @GetMapping("/public/switched-off")  // $ endpoint="GET /public/switched-off" auth=none
  public String off() { return "prePostEnabled is false"; }
}
