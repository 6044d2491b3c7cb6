package org.shop;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

interface LineRepository extends JpaRepository<Line, Long> {
  List<Line> findByOrderId(Long id);
}

interface NoteRepository extends JpaRepository<Note, Long> {
  List<Note> findByOrderIdIn(List<Long> ids);
}

interface OrderRepository extends JpaRepository<Order, Long> {
  List<Order> findByAccountId(Long id);
}

@Controller
class Orders {
  private final LineRepository lines;
  private final NoteRepository notes;
  private final OrderRepository orders;

  Orders(LineRepository lines, NoteRepository notes, OrderRepository orders) {
    this.lines = lines;
    this.notes = notes;
    this.orders = orders;
  }

  @QueryMapping
  List<Order> orders() {
    return orders.findAll();
  }

  @SchemaMapping
  List<Line> lines(Order order) {
    return lines.findByOrderId(order.getId()); // want serializer-n-plus-one "Order.lines runs a query" warning
  }

  // One query for all parents of a list.
  @BatchMapping
  Map<Order, List<Note>> notes(List<Order> orders) {
    return Notes.by(notes.findByOrderIdIn(Orders.ids(orders)));
  }

  @SchemaMapping
  CompletableFuture<Customer> customer(Order order, DataLoader<Long, Customer> customers) {
    return customers.load(order.getCustomerId());
  }

  // An account only ever comes alone.
  @SchemaMapping(typeName = "Account", field = "orders")
  List<Order> ordersOf(Account account) {
    return orders.findByAccountId(account.getId());
  }
}
