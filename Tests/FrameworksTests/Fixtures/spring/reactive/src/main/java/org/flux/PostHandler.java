package org.flux;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class PostHandler {
  Mono<ServerResponse> all(ServerRequest request) { return ServerResponse.ok().build(); }
  Mono<ServerResponse> create(ServerRequest request) { return ServerResponse.ok().build(); }
  Mono<ServerResponse> comments(ServerRequest request) { return ServerResponse.ok().build(); }
  Mono<ServerResponse> user(ServerRequest request) { return ServerResponse.ok().build(); }
  Mono<ServerResponse> health(ServerRequest request) { return ServerResponse.ok().build(); }
}
