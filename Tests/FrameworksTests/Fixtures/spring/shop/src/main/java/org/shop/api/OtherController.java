package org.shop.api;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class OtherController {
  @Post("/login")  // $ endpoint="POST /shop/login" auth=none
  public void login() {}

  @PostMapping("/hooks/stripe")  // $ endpoint="POST /shop/hooks/stripe" auth=none
  public void hook() {}

  @GetMapping("/hooks/stripe")  // $ endpoint="GET /shop/hooks/stripe" auth=required
  public void hooks() {}

  @GetMapping("/status/live")  // $ endpoint="GET /shop/status/live" auth=none
  public void live() {}

  @GetMapping("/metrics")  // $ endpoint="GET /shop/metrics" auth=none
  public void metrics() {}

  @PreAuthorize("hasAuthority('AUDIT')")
  @GetMapping("/status/audit")  // $ endpoint="GET /shop/status/audit" auth=required
  public void audit() {}

  @GetMapping("/internal/jobs")  // $ endpoint="GET /shop/internal/jobs" auth=required
  public void jobs() {}

  @GetMapping("/docs/api")  // $ endpoint="GET /shop/docs/api" auth=none
  public void docs() {}

  @RequestMapping("/any")  // $ endpoint="ANY /shop/any" auth=required
  public void any() {}
}
