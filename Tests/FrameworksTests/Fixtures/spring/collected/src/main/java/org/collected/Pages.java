package org.collected;

import static org.springframework.web.reactive.function.server.RequestPredicates.accept;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration
class Pages {
  @Bean
  RouterFunction<ServerResponse> pages() {
    var pages = path("/pages/**").and(accept(MediaType.TEXT_HTML));
    return RouterFunctions.route()
        .GET(pages, request -> ServerResponse.ok().build()) // $ endpoint="GET /pages/**"
        .build();
  }
}
