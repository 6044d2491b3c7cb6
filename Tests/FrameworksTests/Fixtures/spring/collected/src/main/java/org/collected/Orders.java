package org.collected;

import static org.springframework.web.reactive.function.server.RequestPredicates.accept;
import static org.springframework.web.reactive.function.server.RequestPredicates.contentType;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.util.function.Supplier;
import org.springdoc.webflux.core.fn.SpringdocRouteBuilder;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class Orders implements Area {
  @Override
  public RouterFunction<ServerResponse> routes() {
    var tag = "orders";
    return SpringdocRouteBuilder.route()
        .GET("/orders/-", this::own, builder -> builder.operationId("own").tag(tag)) // $ endpoint="GET /areas/shop/v1/orders/-"
        .POST("/orders", contentType(MediaType.APPLICATION_JSON), this::add, builder -> builder.tag(tag)) // $ endpoint="POST /areas/shop/v1/orders"
        .nest(path("/members/{member}"), members())
        .build();
  }

  Supplier<RouterFunction<ServerResponse>> members() {
    return () -> SpringdocRouteBuilder.route()
        .GET("/orders", this::own, builder -> builder.tag("members")) // $ endpoint="GET /areas/shop/v1/members/{member}/orders"
        .build();
  }

  private Mono<ServerResponse> own(ServerRequest request) {
    return ServerResponse.ok().build();
  }

  private Mono<ServerResponse> add(ServerRequest request) {
    return ServerResponse.ok().build();
  }
}

@Component
class Stock implements Area {
  @Override
  public RouterFunction<ServerResponse> routes() {
    return SpringdocRouteBuilder.route()
        .GET("/stock", request -> ServerResponse.ok().build(), builder -> builder.tag("stock")) // $ endpoint="GET /areas/stock/v2/stock"
        .build();
  }

  @Override
  public Version version() {
    return new Version("stock", "v2");
  }
}

// Nobody asks it for its routes.
@Component
class Unused {
  RouterFunction<ServerResponse> routes() {
    return SpringdocRouteBuilder.route()
        .GET("/unused", request -> ServerResponse.ok().build(), builder -> builder.tag("unused"))
        .build();
  }
}
