package shop;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Orders {
  private final OrderMapper orders;
  private final MemberMapper members;

  Orders(OrderMapper orders, MemberMapper members) {
    this.orders = orders;
    this.members = members;
  }

  @GetMapping("/orders")
  public List<String> list(@RequestParam String sort) {
    return orders.sorted(7, sort); // want sql-injection "org.apache.ibatis.mapper"
  }

  @GetMapping("/orders/bound")
  public List<String> bound(@RequestParam String name) {
    return orders.named(name);
  }

  @GetMapping("/orders/fixed")
  public List<String> fixed() {
    return orders.sorted(7, "name");
  }

  @GetMapping("/orders/chosen")
  public List<String> chosen(@RequestParam String sort) {
    return orders.sorted(7, "name".equals(sort) ? "name" : "id");
  }

  @GetMapping("/members")
  public List<String> members(@RequestParam String sort) {
    return members.sorted(sort); // want sql-injection "org.apache.ibatis.mapper"
  }

  private static final Pattern COLUMN = Pattern.compile("[a-z_]+");

  @GetMapping("/members/checked")
  public List<String> membersChecked(@RequestParam String sort) {
    return members.sorted(column(sort));
  }

  private static String column(String name) {
    boolean isColumn = COLUMN.matcher(name).matches();
    if (!isColumn) {
      throw new IllegalArgumentException("no column: " + name);
    }
    return name;
  }

  @GetMapping("/members/bound")
  public List<String> membersNamed(@RequestParam String name) {
    return members.named(name);
  }
}

interface OrderMapper {
  List<String> sorted(@Param("shop") int shop, @Param("sort") String sort);

  List<String> named(String name);
}

@Mapper
interface MemberMapper {
  @Select("SELECT name FROM members ORDER BY ${sort}")
  List<String> sorted(String sort);

  @Select("SELECT name FROM members WHERE name = #{name}")
  List<String> named(String name);
}
