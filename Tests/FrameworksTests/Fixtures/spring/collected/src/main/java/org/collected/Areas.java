package org.collected;

import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.webflux.core.fn.SpringdocRouteBuilder;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

class Areas {
  private final Map<Version, List<RouterFunction<ServerResponse>>> byVersion = new HashMap<>();

  void add(Area area) {
    byVersion.computeIfAbsent(area.version(), version -> new ArrayList<>()).add(area.routes());
  }

  RouterFunction<ServerResponse> all() {
    SpringdocRouteBuilder builder = SpringdocRouteBuilder.route();
    byVersion.forEach(
        (version, routes) ->
            builder.nest(path("/areas/" + version), () -> routes.stream().reduce(RouterFunction::and).orElseThrow()));
    return builder.build();
  }
}
