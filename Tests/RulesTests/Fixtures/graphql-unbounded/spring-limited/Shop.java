package org.shop;

import graphql.analysis.MaxQueryDepthInstrumentation;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

@SpringBootApplication
public class Shop {
  @Bean
  MaxQueryDepthInstrumentation depth() {
    return new MaxQueryDepthInstrumentation(8);
  }
}

@Controller
class Authors {
  @QueryMapping
  List<Author> authors() {
    return List.of();
  }
}
