package org.shop;

import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

@SpringBootApplication // want graphql-unbounded "nothing bounds the depth or complexity" warning
public class Shop {}

@Controller
class Authors {
  @QueryMapping
  List<Author> authors() {
    return List.of();
  }
}
