package org.flux;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.accept;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.nest;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration
class Routes {
  @Bean
  RouterFunction<ServerResponse> posts(PostHandler handler) {
    return route(GET("/posts"), handler::all)  // $ endpoint="GET /posts" auth=none
        .andRoute(POST("/posts").and(accept(MediaType.APPLICATION_JSON)), handler::create)  // $ endpoint="POST /posts" auth=required
        .andNest(path("/posts/{id}"),
            route(GET("/comments"), handler::comments));  // $ endpoint="GET /posts/{id}/comments" auth=none
  }

  @Bean
  RouterFunction<ServerResponse> users(PostHandler handler) {
    return route()
        .path("/users", users -> users
            .GET("/{id}", handler::user)  // $ endpoint="GET /users/{id}" auth=required
            .nest(accept(MediaType.APPLICATION_JSON), json -> json
                .DELETE("/{id}", handler::user)))  // $ endpoint="DELETE /users/{id}" auth=required
        .add(health(handler))
        .build();
  }

  private RouterFunction<ServerResponse> health(PostHandler handler) {
    return route(GET("/health"), handler::health);  // $ endpoint="GET /health" auth=none
  }
}
