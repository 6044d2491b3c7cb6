package org.shop.api;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

public abstract class CrudController<T> {
  @GetMapping("/{id}")  // $ endpoint="GET /shop/orders/{id}" auth=required
  public T get(@PathVariable Long id) {
    return null;
  }

  @DeleteMapping("/{id}")
  public void delete(@PathVariable Long id, T body) {}
}
