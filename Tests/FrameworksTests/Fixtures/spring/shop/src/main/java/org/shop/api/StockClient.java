package org.shop.api;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;

/** What another service serves. */
@FeignClient("stock")
public interface StockClient {
  @GetMapping("/stock")
  int stock();
}
