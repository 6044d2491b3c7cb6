package org.collected;

import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

public interface Area {
  RouterFunction<ServerResponse> routes();

  default Version version() {
    return Version.of("shop/v1");
  }
}
