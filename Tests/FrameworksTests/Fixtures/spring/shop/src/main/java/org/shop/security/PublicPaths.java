package org.shop.security;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every path whose handler says that it is public. */
@Component
public class PublicPaths {
  private final RequestMappingHandlerMapping mappings;

  PublicPaths(RequestMappingHandlerMapping mappings) {
    this.mappings = mappings;
  }

  public List<String> all() {
    return mappings.getHandlerMethods().entrySet().stream()
        .filter(entry -> entry.getValue().hasMethodAnnotation(Public.class))
        .flatMap(entry -> entry.getKey().getPatternValues().stream())
        .toList();
  }
}
