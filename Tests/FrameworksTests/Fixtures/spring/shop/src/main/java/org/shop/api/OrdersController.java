package org.shop.api;

import org.shop.security.Public;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(OrdersController.BASE)
public class OrdersController extends CrudController<Order> {
  static final String BASE = "/orders";

  @Override
  @DeleteMapping("/{id}/now")  // $ endpoint="DELETE /shop/orders/{id}/now" auth=required
  public void delete(@PathVariable Long id, Order order) {}

  @RequestMapping(path = {"/export", "/download"}, method = {RequestMethod.GET, RequestMethod.POST})  // $ endpoint="GET /shop/orders/export" auth=required endpoint="POST /shop/orders/export" auth=required endpoint="GET /shop/orders/download" auth=required endpoint="POST /shop/orders/download" auth=required
  public String export() {
    return "";
  }

  @Public
  @GetMapping("/count")  // $ endpoint="GET /shop/orders/count" auth=none
  public int count() {
    return 1;
  }
}

class Order {}
