package shop;

import com.github.pagehelper.PageHelper;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Orders {
  private final OrderMapper orders;
  private final PaymentMapper payments;

  Orders(OrderMapper orders, PaymentMapper payments) {
    this.orders = orders;
    this.payments = payments;
  }

  @GetMapping("/orders")
  public List<String> orders() {
    return orders.all(); // want list-unpaginated "answers with every orders"
  }

  @PostMapping("/orders")
  public void add(String name) {
    orders.add(name);
  }

  @GetMapping("/orders/paged")
  public List<String> pagedOrders(@RequestParam int page) {
    PageHelper.startPage(page, 20);
    return orders.pages();
  }

  @GetMapping("/orders/first")
  public List<String> firstOrders() {
    return orders.first();
  }

  @GetMapping("/orders/one")
  public String order(long id) {
    return orders.one(id);
  }

  @GetMapping("/payments")
  public List<String> payments() {
    return payments.all(); // want list-unpaginated "answers with every payments"
  }

  @PostMapping("/payments")
  public void pay(String name) {
    payments.add(name);
  }
}

interface OrderMapper {
  List<String> all();

  List<String> pages();

  List<String> first();

  String one(long id);

  void add(String name);
}

@Mapper
interface PaymentMapper {
  @Select("SELECT * FROM payments")
  List<String> all();

  @Insert("INSERT INTO payments (name) VALUES (#{name})")
  void add(String name);

  @Delete("DELETE FROM payments WHERE id = #{id}")
  void remove(long id);
}
